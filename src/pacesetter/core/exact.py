"""Exact numbers. Binary floating point is refused where pay depends on the result: 0.1 + 0.2 is not 0.3 in it."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

Exact = Fraction | Decimal | int


class Quotient(Protocol):
    """An exact number as two whole ones, the second above 0: a `Fraction`, or a `Ratio`."""

    def as_integer_ratio(self) -> tuple[int, int]: ...


class Ratio(NamedTuple):
    """A quotient that is not cut down, for what is only compared, rounded or added up: a board has thousands, and
    cutting them down takes longer than all else that is done with them."""

    above: int
    below: int

    def as_integer_ratio(self) -> tuple[int, int]:
        return self


def ratio(part: Fraction, whole: Fraction) -> Ratio:
    """`part / whole`. A whole of 0 is a ZeroDivisionError."""
    above, below = part.as_integer_ratio()
    whole_above, whole_below = whole.as_integer_ratio()
    if whole_above <= 0:
        if whole_above == 0:
            raise ZeroDivisionError(f"{part} of nothing")
        above, whole_above = -above, -whole_above
    return Ratio(above * whole_below, below * whole_above)


def at_least(value: Quotient, bound: Quotient) -> bool:
    """Whether `value >= bound`."""
    above, below = value.as_integer_ratio()
    bound_above, bound_below = bound.as_integer_ratio()
    return above * bound_below >= bound_above * below


def in_order(value: Fraction) -> tuple[float, Fraction]:
    """A key that sorts fractions as they are. The nearest float never turns an order round, and comparing it takes a
    fraction of the time; only equal ones are told apart by the exact number."""
    return float(value), value


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
    return exact_sum_of_many((value, 1) for value in values)


def exact_sum_of_many(values: Iterable[tuple[Fraction, int]]) -> Fraction:
    """The same of fractions each of which is there so many times."""
    numerators: defaultdict[int, int] = defaultdict(int)
    for value, times in values:
        above, below = value.as_integer_ratio()
        numerators[below] += above * times
    return sum((Fraction(numerator, denominator) for denominator, numerator in numerators.items()), Fraction(0))
