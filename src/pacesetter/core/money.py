"""Money as whole numbers of a currency's smallest unit."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel.numbers import get_currency_precision


@lru_cache
def minor_units(currency: str) -> int:
    """How many of the smallest unit make one: 100 for EUR, 1 for JPY, 1000 for KWD (Unicode CLDR)."""
    return int(10 ** get_currency_precision(currency))


def to_minor(amount: Decimal, currency: str) -> int:
    """An amount in whole smallest units, half a unit rounded up."""
    return int((amount * minor_units(currency)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def from_minor(units: int | Fraction, currency: str) -> Fraction:
    """The exact amount that so many smallest units are."""
    return Fraction(units) / minor_units(currency)
