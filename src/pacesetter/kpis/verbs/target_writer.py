"""Write targets: the rows, the history and what closed periods have to know, for every verb on targets alike."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

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
        self._entries: list[tuple[date, int, dict[str, Any], dict[str, Any]]] = []

    def set(self, kpi: Kpi, kind: PeriodKind, day: date, quantity: Decimal | None) -> Target:
        """Make the target from the day on this quantity (None: nothing), until the series' next one."""
        row = self.subject.targets().filter(kpi=kpi, period_kind=kind.value, effective_from=day).first()
        if row is not None and row.quantity == quantity:
            return row
        self._may_change(day)
        before = self._told(row) if row else {}
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
        self._entries.append((day, kpi.pk, before, self._told(row)))
        return row

    def remove(self, row: Target) -> None:
        """Take a row out of its series: the one before it goes on."""
        self._may_change(row.effective_from)
        self._entries.append((row.effective_from, row.kpi_id, self._told(row), {}))
        row.delete()

    def settle(self, verb: str) -> None:
        """Record an event for each row, and say from which day on figures may differ."""
        if not self._entries:
            return
        since = min(day for day, _kpi_id, _before, _after in self._entries)
        touch_settings(by_id=self.by_id, reason=self.reason, cause=verb, since=since)
        events.record_many(self._event(verb, *entry) for entry in self._entries)

    def _event(self, verb: str, day: date, kpi_id: int, before: dict[str, Any], after: dict[str, Any]) -> events.Entry:
        data: dict[str, Any] = {"before": before, "after": after}
        if self.reason:
            data["reason"] = self.reason
        if day < self.subject.today:
            verb = f"{verb}_in_past"
        return events.Entry(verb, "kpi", kpi_id, self.by_id, data)

    def _may_change(self, day: date) -> None:
        if day < self.subject.today and not self.past:
            raise Refusal(
                _("%(day)s lies in the past: figures that people have seen would change. Confirm that you mean it.")
                % {"day": day.isoformat()},
                field="effective_from",
                code="past",
            )

    def _told(self, row: Target) -> dict[str, Any]:
        return self.subject.told() | {
            "target_id": row.pk,
            "period_kind": row.period_kind,
            "quantity": row.quantity,
            "effective_from": row.effective_from,
        }


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
