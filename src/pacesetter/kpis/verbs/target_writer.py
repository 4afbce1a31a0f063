"""Write targets: the rows, the history and what closed periods have to know, for every verb on targets alike."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs.target_subject import TargetSubject
from pacesetter.people.models import Member
from pacesetter.tenancy.models import touch_settings


class TargetWriter:
    """Collects what one verb changes about the targets of one subject, then settles it.

    A change that reaches into the past alters figures that people have seen. It is refused unless `past` says that it
    is meant, and is an event of its own kind.
    """

    def __init__(self, subject: TargetSubject, *, by: Member | None, past: bool, reason: str) -> None:
        self.subject = subject
        self.by_id = by.pk if by else None
        self.past = past
        self.reason = reason
        self._entries: list[tuple[Target, dict[str, Any], dict[str, Any], Target | None]] = []

    def set(self, kpi: Kpi, kind: PeriodKind, day: date, quantity: Decimal | None) -> Target:
        """Make the target from the day on this quantity (None: nothing), until the series' next one."""
        row = self.subject.targets().filter(kpi=kpi, period_kind=kind.value, effective_from=day).first()
        if row is not None and row.quantity == quantity:
            return row
        refuse_past(self.subject, day, past=self.past)
        before = told(self.subject, row) if row else {}
        if row is None:
            row = Target(
                kpi=kpi,
                role=self.subject.role,
                member=self.subject.member,
                period_kind=kind.value,
                effective_from=day,
            )
        row.quantity = quantity
        row.save()
        self._entries.append((row, before, told(self.subject, row), None if before else self._running(row)))
        return row

    def remove(self, row: Target) -> None:
        """Take a row out of its series: the one before it goes on."""
        refuse_past(self.subject, row.effective_from, past=self.past)
        self._entries.append((row, told(self.subject, row), {}, self._running(row)))
        row.delete()

    def _running(self, row: Target) -> Target | None:
        """What its series has on the row's day without it."""
        series = self.subject.targets().filter(kpi=row.kpi_id, period_kind=row.period_kind)
        return series.filter(effective_from__lt=row.effective_from).order_by("-effective_from").first()

    def settle(self, verb: str) -> None:
        """Record an event for each row, and say from which day on figures may differ."""
        if not self._entries:
            return
        since = min(row.effective_from for row, *_told in self._entries)
        touch_settings(by_id=self.by_id, reason=self.reason, cause=verb, since=since)
        events.record_many(
            event_of(verb, self.subject, row, before, after, running, by_id=self.by_id, reason=self.reason)
            for row, before, after, running in self._entries
        )


def refuse_past(subject: TargetSubject, day: date, *, past: bool) -> None:
    """Refuse a day before the subject's today, unless the past is meant."""
    if day < subject.today and not past:
        raise Refusal(
            _("%(day)s lies in the past: figures that people have seen would change. Confirm that you mean it.")
            % {"day": date_format(day, "DATE_FORMAT")},
            field="effective_from",
            code="past",
        )


def told(subject: TargetSubject, row: Target) -> dict[str, Any]:
    """The target as an event keeps it."""
    return subject.told() | {
        "target_id": row.pk,
        "period_kind": row.period_kind,
        "quantity": row.quantity,
        "effective_from": row.effective_from,
    }


def event_of(
    verb: str,
    subject: TargetSubject,
    row: Target,
    before: dict[str, Any],
    after: dict[str, Any],
    running: Target | None,
    *,
    by_id: int | None,
    reason: str,
) -> events.Entry:
    """What the history keeps of one row's change. One that reaches into the past is of a kind of its own.

    A row that comes or goes changes what its series had going on: `running` was in effect on its day before it came,
    and is again once it has gone.
    """
    data: dict[str, Any] = {"before": before, "after": after}
    if running is not None:
        data["running"] = {"quantity": running.quantity, "period_kind": running.period_kind}
    if reason:
        data["reason"] = reason
    if row.effective_from < subject.today:
        verb = f"{verb}_in_past"
    return events.Entry(verb, "kpi", row.kpi_id, by_id, data)


def period_kind(kind: str) -> PeriodKind:
    """The kind of period. Refuses what is none."""
    try:
        return PeriodKind(kind)
    except ValueError:
        raise Refusal(_("There is no such period."), field="period_kind", code="unknown") from None


def in_effect(targets: Sequence[Target], kind: PeriodKind, day: date) -> Target | None:
    """The row of this period kind that counts on the day; None before the first."""
    begun = [row for row in targets if row.period_kind == kind.value and row.effective_from <= day]
    return max(begun, key=lambda row: row.effective_from, default=None)


def plain_day(day: date) -> date:
    """Refuse a moment: it falls on different days in different time zones."""
    if isinstance(day, datetime):
        raise TypeError("give the day, not a moment")
    return day
