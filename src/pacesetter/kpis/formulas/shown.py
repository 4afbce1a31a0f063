"""Rounding, which happens only when a figure is shown."""

from decimal import Decimal
from fractions import Fraction


def shown(value: Fraction, places: int = 0) -> Decimal:
    """The number to print, with this many decimal places.

    Halves are rounded up (away from zero), as people do by hand and as pay slips do: 2.5 is 3, and -2.5 is -3. Never a
    "-0". Judge nothing by a shown number: 99.96 % is shown as 100.0 % and is still behind.
    """
    scale = 10**places
    units = (abs(value.numerator) * scale * 2 + value.denominator) // (value.denominator * 2)
    return Decimal(-units if value < 0 else units).scaleb(-places)


def shown_percent(share: Fraction, places: int = 0) -> Decimal:
    """A share as per cent: 7/8 is 88."""
    return shown(share * 100, places)
