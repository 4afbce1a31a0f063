"""Rounding, which happens only when a figure is shown."""

from decimal import Decimal
from fractions import Fraction


def shown(value: Fraction, places: int = 0) -> Decimal:
    """The number to print, with this many decimal places.

    Halves are rounded up (away from zero), as people do by hand and as pay slips do: 2.5 is 3, and -2.5 is -3. Never a
    "-0". Judge nothing by a shown number: 99.96 % is shown as 100.0 % and is still behind. Fewer than 0 places are a
    ValueError.
    """
    if places < 0:
        raise ValueError(f"the number of decimal places is not below 0; got {places}")
    scale = 10**places
    units = (abs(value.numerator) * scale * 2 + value.denominator) // (value.denominator * 2)
    # Built from its digits, since decimal arithmetic would round once more at its own precision.
    return Decimal((int(value < 0 < units), tuple(int(digit) for digit in str(units)), -places))


def shown_percent(share: Fraction, places: int = 0) -> Decimal:
    """A share as per cent: 7/8 is 88."""
    return shown(share * 100, places)
