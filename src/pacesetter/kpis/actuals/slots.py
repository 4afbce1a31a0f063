"""What has to be summed for a KPI, as rows that SQL can join with."""

from collections.abc import Iterable
from typing import NamedTuple

from pacesetter.core.money import minor_units
from pacesetter.kpis.book import Book, KpiRule

ANY_OUTCOME = -1
MOMENTS = {"completed": "c", "booked": "b"}


class Factor(NamedTuple):
    """How one activity type adds to a KPI: factors of the tally's count, minutes and value."""

    kpi_id: int
    activity_type_id: int
    moment: str
    outcome_id: int
    count: int  # type: ignore[assignment]  # the field's word, though tuples have a method of that name
    minutes: int
    value: int


def factors(book: Book, kpis: Iterable[KpiRule]) -> list[Factor]:
    """The factors of KPIs that add up. Whole numbers: thousandths of weights, times hundredths of points."""
    rows: list[Factor] = []
    for kpi in kpis:
        # A booking is counted whatever became of it.
        outcomes = kpi.outcome_ids if kpi.outcome_ids and kpi.moment == "completed" else (ANY_OUTCOME,)
        for type_id, weight in kpi.type_weights_milli.items():
            count = minutes = value = 0
            if kpi.measure == "minutes":
                minutes = weight
            elif kpi.measure == "value":
                value = weight
            elif kpi.measure == "points":
                count = weight * book.type_points_centi.get(type_id, 0)
            else:
                count = weight
            rows += [
                Factor(kpi.id, type_id, MOMENTS[kpi.moment], outcome, count, minutes, value) for outcome in outcomes
            ]
    return rows


def scale(book: Book, kpi: KpiRule) -> int:
    """By what the sum of the factors has to be divided to be in units of the KPI."""
    if kpi.measure == "companies":
        return 1
    if kpi.measure == "points":
        return 100_000
    return 1000 * (minor_units(book.currency) if kpi.measure == "value" else 1)
