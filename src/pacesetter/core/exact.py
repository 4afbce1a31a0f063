"""Exact numbers. Binary floating point is refused where pay depends on the result: 0.1 + 0.2 is not 0.3 in it."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int


def exact(value: Exact) -> Fraction:
    """The same number as a `Fraction`. A float is a TypeError; a Decimal that is no number is a ValueError."""
    if type(value) is Fraction:
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is not a number that can be counted with")
        return Fraction(value)
    if isinstance(value, (int, Fraction)):
        return Fraction(value)
    raise TypeError(f"{value!r} is not exact: give an int, a Decimal or a Fraction")


def exact_sum(values: Iterable[Fraction]) -> Fraction:
    """The sum of many fractions. Adds those with the same denominator as whole numbers first, which is many times
    faster than one fraction after the other where most of them share a few denominators."""
    values = list(values)
    if len(values) == 1:
        return values[0]
    numerators: defaultdict[int, int] = defaultdict(int)
    for value in values:
        numerators[value.denominator] += value.numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in numerators.items()), Fraction(0))
