"""The periods of a kind that are over, each with how it stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count

from pacesetter.core.periods import Period, PeriodKind, last_periods, period_holding
from pacesetter.kpis.book import Book
from pacesetter.kpis.closing.reading import closed_periods_for
from pacesetter.kpis.models import ClosedPeriod
from pacesetter.people.models import Member
from pacesetter.wording.periods import period_label

# As far back as the list goes; a period of any day can be asked for.
HOW_MANY = {
    PeriodKind.DAY: 92,
    PeriodKind.WEEK: 104,
    PeriodKind.MONTH: 60,
    PeriodKind.QUARTER: 28,
    PeriodKind.YEAR: 12,
}


@dataclass(frozen=True)
class ListedPeriod:
    """A period, and its latest closing (None: never closed). `state` is open, reopened, closed or locked."""

    period: Period
    label: str
    query: str
    state: str
    closing: ClosedPeriod | None
    restatements: int


def listed_periods(viewer: Member, book: Book, kind: PeriodKind, today: date) -> list[ListedPeriod]:
    """The latest first. Two queries however many they are."""
    current = period_holding(kind, today, book.calendar)
    periods = last_periods(current.previous(), HOW_MANY[kind])[::-1]
    closings: dict[date, ClosedPeriod] = {}
    rows = closed_periods_for(viewer).filter(period_kind=kind.value).annotate(number=Count("restatements"))
    for closing in rows.order_by("pk"):
        closings[closing.starts_on] = closing
    # A changed calendar leaves closings that begin on other days.
    known = {period.starts_on for period in periods}
    others = [Period(kind, one.starts_on, one.ends_on) for one in closings.values() if one.starts_on not in known]
    return [
        _listed(period, closings.get(period.starts_on))
        for period in sorted([*periods, *others], key=lambda one: one.starts_on, reverse=True)
    ]


def state_of(closing: ClosedPeriod | None) -> str:
    """How a period stands, for a word and a style."""
    if closing is None:
        return "open"
    if closing.reopened_at is not None:
        return "reopened"
    return "locked" if closing.locked else "closed"


def query_of(period: Period) -> str:
    """The period as an address names it."""
    return urlencode({"period": period.kind.value, "day": period.starts_on.isoformat()})


def closings_by_kind(viewer: Member) -> dict[str, int]:
    """Kind of period to the number of periods that are closed now."""
    closed = closed_periods_for(viewer).filter(reopened_at__isnull=True)
    return dict(Counter(closed.values_list("period_kind", flat=True)))


def _listed(period: Period, closing: ClosedPeriod | None) -> ListedPeriod:
    number = int(getattr(closing, "number", 0))
    return ListedPeriod(period, period_label(period), query_of(period), state_of(closing), closing, number)
