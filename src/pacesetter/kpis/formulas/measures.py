"""From totals per activity type to a KPI's actual (KPI semantics, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from pacesetter.core.exact import Exact, exact


class Measure(StrEnum):
    """What a KPI adds up."""

    COUNT = "count"
    MINUTES = "minutes"
    POINTS = "points"
    VALUE = "value"
    COMPANIES = "companies"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class TypeTotal:
    """What one member did of one activity type over the days that count: how many, how long (minutes), and for how much
    (in the organisation's currency)."""

    count: int = 0
    minutes: int = 0
    value: Exact = 0


def actual_of(
    measure: Measure,
    totals: Mapping[int, TypeTotal],
    weights: Mapping[int, Exact],
    points: Mapping[int, Exact] | None = None,
) -> Fraction:
    """The actual of a KPI: over the activity types it maps to (the keys of `weights`), weight times total, added up.

    `points` are what one activity of each type is worth; a type without any is worth 0. A type without a total adds
    nothing, a total without a weight is not counted. `companies` and `ratio` are a ValueError: different companies do
    not add up over types and days, and a ratio is made of two actuals (see `ratio_of`).
    """
    if measure in (Measure.COMPANIES, Measure.RATIO):
        raise ValueError(f"{measure} is not a sum over activity types")
    actual = Fraction(0)
    for activity_type, weight in weights.items():
        total = totals.get(activity_type)
        if total is not None:
            actual += exact(weight) * _amount(measure, total, (points or {}).get(activity_type, 0))
    return actual


def ratio_of(numerator: Fraction, denominator: Fraction) -> Fraction | None:
    """One actual over another; None where the denominator is 0."""
    return numerator / denominator if denominator else None


def _amount(measure: Measure, total: TypeTotal, points: Exact) -> Fraction:
    if measure == Measure.MINUTES:
        return Fraction(total.minutes)
    if measure == Measure.VALUE:
        return exact(total.value)
    return total.count * exact(points) if measure == Measure.POINTS else Fraction(total.count)
