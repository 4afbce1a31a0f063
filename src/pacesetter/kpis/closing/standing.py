"""Whether a period is open, closed or locked, since when and by whom."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.book.closings import Closing


class State(StrEnum):
    """How a period stands."""

    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a period stands: `since` when, `by` whom.

    Not `is_exact` is a part of a longer period that is closed: its days are, but figures were kept for the `closing`'s
    whole period only.
    """

    state: State
    closing: Closing | None = None
    is_exact: bool = True
    since: datetime | None = None
    by: str = ""

    @property
    def keeps(self) -> Closing | None:
        """The closing whose kept figures are the figures of the period."""
        return self.closing if self.closing is not None and self.is_exact and self.closing.keeps else None


OPEN = Standing(State.OPEN)


def standing_of(book: Book, period: Period) -> Standing:
    """How the period stands. Of several longer ones that hold it the strictest tells. Asks the database nothing."""
    holding = [
        closing
        for closing in book.closings
        if closing.period.starts_on <= period.starts_on and period.ends_on <= closing.period.ends_on
    ]
    if not holding:
        return OPEN
    closing = min(holding, key=lambda one: (one.period != period, not one.is_locked, one.period.length))
    locked = closing.is_locked
    by = book.members.get((closing.locked_by_id if closing.keeps else closing.closed_by_id) or 0)
    return Standing(
        state=State.LOCKED if locked else State.CLOSED,
        closing=closing,
        is_exact=closing.period == period,
        since=closing.locked_at if closing.keeps else closing.closed_at,
        by=by.name if by else "",
    )
