"""Copy the targets of one subject to another."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs.amounts import Number, amount
from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs.target_subject import TargetSubject, subject_of
from pacesetter.kpis.verbs.target_writer import TargetWriter, in_effect, plain_day
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards

Subject = SalesRole | Member


def copy_targets(
    source: Subject,
    to: Subject,
    *,
    by: Member | None,
    effective_from: date,
    kpis: Sequence[Kpi] | None = None,
    factor: Number = 1,
    past: bool = False,
    reason: str = "",
) -> list[Target]:
    """From a day on expect of `to` what is expected of `source`, times `factor` (0.5 for somebody who begins).

    Copied are the targets in effect on that day and those that begin later, of the given KPIs or of all that `source`
    has any of and that are not archived. For these, whatever `to` has from that day on gives way; other KPIs stay as
    they are. `source` may be archived.
    Quantities are kept with three decimal places, half a thousandth rounded up.
    Raises what `set_target` raises, and a `Refusal` where there is nothing to copy.
    """
    guards.administrator(by)
    day = plain_day(effective_from)
    times = amount(factor, "factor", places=3, above=0, below=1000)
    with transaction.atomic():
        guards.one_at_a_time()
        given, taking = _subject(source, gone=True), _subject(to)
        if (given.role, given.member) == (taking.role, taking.member):
            raise Refusal(_("Choose somebody else to copy to."), field="to", code="same")
        rows = given.targets().filter(kpi__archived_at__isnull=True).select_related("kpi")
        if kpis is not None:
            rows = rows.filter(kpi__in=kpis)
        wanted = _wanted(list(rows), day)
        if not wanted:
            raise Refusal(_("There is no target to copy."), field="source", code="nothing")
        writer = TargetWriter(taking, by=by, past=past, reason=reason)
        targets = []
        for kpi, steps in wanted.items():
            targets += _copy(writer, kpi, steps, day, times)
        writer.settle("target.set")
    return targets


Steps = dict[tuple[PeriodKind, date], Decimal | None]


def _wanted(rows: Sequence[Target], day: date) -> dict[Kpi, Steps]:
    """By KPI what the source has from the day on."""
    wanted: dict[Kpi, Steps] = {}
    for kpi in {row.kpi_id: row.kpi for row in rows}.values():
        own = [row for row in rows if row.kpi_id == kpi.pk]
        steps: Steps = {
            (PeriodKind(row.period_kind), row.effective_from): row.quantity for row in own if row.effective_from > day
        }
        for kind in PeriodKind:
            now = in_effect(own, kind, day)
            if now is not None and now.quantity is not None:
                steps[kind, day] = now.quantity
        if any(quantity is not None for quantity in steps.values()):
            wanted[kpi] = steps
    return wanted


def _copy(writer: TargetWriter, kpi: Kpi, steps: Steps, day: date, times: Decimal) -> list[Target]:
    present = list(writer.subject.targets().filter(kpi=kpi))
    for row in present:
        if row.effective_from >= day and (PeriodKind(row.period_kind), row.effective_from) not in steps:
            writer.remove(row)
    before = [row for row in present if row.effective_from < day]
    for kind in PeriodKind:
        now = in_effect(before, kind, day)
        if now is not None and now.quantity is not None:
            # What ran until now ends, even where the source has nothing of this period kind.
            steps.setdefault((kind, day), None)
    return [
        writer.set(kpi, kind, begins, None if quantity is None else _times(quantity, times))
        for (kind, begins), quantity in sorted(steps.items(), key=lambda step: step[0][1])
    ]


def _times(quantity: Decimal, times: Decimal) -> Decimal:
    return amount((quantity * times).quantize(Decimal("0.001"), "ROUND_HALF_UP"), "quantity", places=3, below=10**11)


def _subject(subject: Subject, *, gone: bool = False) -> TargetSubject:
    if isinstance(subject, Member):
        return subject_of(member=subject, gone=gone)
    return subject_of(role=subject, gone=gone)
