"""Which period a page shows, from its address: `?period=month&day=2026-11-23`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from pacesetter.core.near import is_near
from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.wording.periods import CURRENT_LABELS, KIND_LABELS, period_label


@dataclass(frozen=True)
class Step:
    """A link to another period."""

    query: str
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class PeriodChoice:
    """The period that is shown, and the ways to others. `others` are further parts of the address to keep."""

    period: Period
    today: date
    calendar: Calendar
    others: Mapping[str, str] | Sequence[tuple[str, str]]
    error: str = ""

    @property
    def label(self) -> str:
        return period_label(self.period)

    @property
    def query(self) -> str:
        """The address's part that leads to this very period."""
        return self._query(self.period)

    @property
    def query_of_period(self) -> str:
        """The same without the other parts: for links to pages that only share the period."""
        return self.query_to(self.period)

    def query_to(self, period: Period) -> str:
        """The address's part that leads to this one of the periods, without the other parts."""
        return urlencode(self._period_parts(period))

    def whole_query_to(self, period: Period) -> str:
        """The same with the other parts."""
        return self._query(period)

    @property
    def day(self) -> str:
        """The day that stands for the period: today where it holds today."""
        return (self.today if self.today in self.period else self.period.starts_on).isoformat()

    def previous(self) -> Step:
        before = self.period.previous()
        return Step(self._query(before), period_label(before))

    def next(self) -> Step:
        after = self.period.next()
        return Step(self._query(after), period_label(after))

    def current(self) -> Step:
        """The period of this kind that holds today."""
        holding = period_holding(self.period.kind, self.today, self.calendar)
        return Step(self._query(holding), str(CURRENT_LABELS[self.period.kind]), holding == self.period)

    def kinds(self) -> list[Step]:
        """The same time seen in days, weeks, months, quarters and years."""
        day = date.fromisoformat(self.day)
        return [
            Step(
                self._query(period_holding(kind, day, self.calendar), day),
                str(label),
                is_current=kind is self.period.kind,
            )
            for kind, label in KIND_LABELS.items()
        ]

    def _query(self, period: Period, day: date | None = None) -> str:
        return urlencode([*self._period_parts(period, day).items(), *self._others()])

    def _others(self) -> Iterable[tuple[str, str]]:
        return self.others.items() if isinstance(self.others, Mapping) else self.others

    def _period_parts(self, period: Period, day: date | None = None) -> dict[str, str]:
        # Today's own period is named by its kind alone, so that a bookmark of it moves with the time.
        day = day or (self.today if self.today in period else period.starts_on)
        return {"period": period.kind.value} | ({} if day == self.today else {"day": day.isoformat()})


def unknown_kind(written: str) -> str:
    """What is said of a kind of period that there isn't."""
    return _("“%(word)s” is no kind of period.") % {"word": written[:30]}


def chosen_period(
    asked: Mapping[str, str],
    today: date,
    calendar: Calendar,
    others: Mapping[str, str] | Sequence[tuple[str, str]] | None = None,
    usual: PeriodKind = PeriodKind.MONTH,
) -> PeriodChoice:
    """The period asked for. What can't be read counts as the usual kind, or as today, and is said in `error`."""
    kind, day, error = usual, today, ""
    if (written := asked.get("period", "").strip()) in set(PeriodKind):
        kind = PeriodKind(written)
    elif written:
        error = unknown_kind(written)
    if written := asked.get("day", "").strip():
        try:
            day = date.fromisoformat(written)
        except ValueError:
            error = _("“%(day)s” is not a day. Write it like %(example)s.") % {
                "day": written[:30],
                "example": today.isoformat(),
            }
        if not is_near(day):
            day, error = today, _("That day is too far away.")
    return PeriodChoice(period_holding(kind, day, calendar), today, calendar, others or {}, error)
