"""How much a KPI weighs in a member's score."""

from datetime import date
from fractions import Fraction
from typing import Protocol

from pacesetter.kpis.book import Book


class Days(Protocol):
    """The days from `starts_on` until the day before `ends_on`."""

    @property
    def starts_on(self) -> date: ...

    @property
    def ends_on(self) -> date: ...


def score_weight(book: Book, member_id: int, kpi_id: int, period: Days) -> Fraction:
    """The KPI's weight in the member's score: the highest among the roles held in the period that have it."""
    weights = book.kpis[kpi_id].role_weights
    if len(weights) == 1:
        return next(iter(weights.values()))
    return max(
        weights[role]
        for role, (starts_on, ends_on) in book.members[member_id].roles
        if role in weights and starts_on < period.ends_on and (ends_on is None or ends_on > period.starts_on)
    )
