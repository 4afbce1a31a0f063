"""Write the targets of many subjects together: one query for each sort of change, however many there are."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from pacesetter import events
from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs.target_plan import TargetPlan
from pacesetter.kpis.verbs.target_subject import TargetSubject
from pacesetter.kpis.verbs.target_writer import event_of, in_effect, refuse_past, told
from pacesetter.people.models import Member
from pacesetter.tenancy.models import touch_settings

_AT_ONCE = 500


class _Written(NamedTuple):
    subject: TargetSubject
    row: Target
    before: dict[str, Any]
    running: Target | None


class TargetBatch:
    """Collects changes of many subjects' targets, then writes and settles them."""

    def __init__(self, *, by: Member | None, past: bool, reason: str) -> None:
        self.by_id = by.pk if by else None
        self.past = past
        self.reason = reason
        self._new: list[_Written] = []
        self._changed: list[_Written] = []
        self._gone: list[_Written] = []

    def add(self, subject: TargetSubject, kpi: Kpi, own: Sequence[Target], plan: TargetPlan) -> None:
        """Take in what is planned for one subject and KPI, whose rows are `own`."""
        for row in plan.gone:
            refuse_past(subject, row.effective_from, past=self.past)
            self._gone.append(_Written(subject, row, told(subject, row), None))
        present = {(row.period_kind, row.effective_from): row for row in own}
        for (kind, day), quantity in plan.wanted.items():
            self._set(subject, kpi, kind, day, quantity, present.get((kind.value, day)), own)

    def settle(self, verb: str) -> int:
        """Write everything, record an event for each row, and say from which day on figures may differ."""
        everything = [*self._gone, *self._changed, *self._new]
        if not everything:
            return 0
        since = min(one.row.effective_from for one in everything)
        entries = [
            event_of(verb, one.subject, one.row, one.before, {}, one.running, by_id=self.by_id, reason=self.reason)
            for one in self._gone
        ]
        Target.objects.filter(pk__in=[one.row.pk for one in self._gone]).delete()
        Target.objects.bulk_update([one.row for one in self._changed], ["quantity"], batch_size=_AT_ONCE)
        Target.objects.bulk_create([one.row for one in self._new], batch_size=_AT_ONCE)
        touch_settings(by_id=self.by_id, reason=self.reason, cause=verb, since=since)
        entries += [
            event_of(
                verb,
                one.subject,
                one.row,
                one.before,
                told(one.subject, one.row),
                one.running,
                by_id=self.by_id,
                reason=self.reason,
            )
            for one in (*self._changed, *self._new)
        ]
        events.record_many(entries)
        return len(everything)

    def _set(
        self,
        subject: TargetSubject,
        kpi: Kpi,
        kind: PeriodKind,
        day: date,
        quantity: Decimal | None,
        row: Target | None,
        own: Sequence[Target],
    ) -> None:
        if row is not None and row.quantity == quantity:
            return
        refuse_past(subject, day, past=self.past)
        if row is not None:
            before = told(subject, row)
            row.quantity = quantity
            self._changed.append(_Written(subject, row, before, None))
            return
        row = Target(
            organisation_id=kpi.organisation_id,
            kpi=kpi,
            role=subject.role,
            member=subject.member,
            period_kind=kind.value,
            effective_from=day,
            quantity=quantity,
        )
        running = in_effect(own, kind, day)
        self._new.append(_Written(subject, row, {}, running))
