"""Set a ramp: targets that follow one another."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs.amounts import Number
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs import fetch
from pacesetter.kpis.verbs.set_target import checked_quantity
from pacesetter.kpis.verbs.target_subject import subject_of
from pacesetter.kpis.verbs.target_writer import TargetWriter, plain_day
from pacesetter.kpis.verbs.target_writer import period_kind as checked_kind
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards


def set_ramp(
    kpi: Kpi,
    *,
    by: Member | None,
    role: SalesRole | None = None,
    member: Member | None = None,
    period_kind: str,
    steps: Sequence[tuple[date, Number | None]],
    past: bool = False,
    reason: str = "",
) -> list[Target]:
    """Let what is expected change in steps, each a day with the quantity from then on (None: nothing).

    Targets of the same series between the first and the last step give way to the ramp; what begins after the last step
    stays. Raises what `set_target` raises, and a `Refusal` for no steps or steps that are not in order.
    """
    guards.administrator(by)
    days = [plain_day(day) for day, _quantity in steps]
    if not days or days != sorted(set(days)):
        raise Refusal(_("Give the steps in order, each with a day of its own."), field="steps", code="not_in_order")
    kind = checked_kind(period_kind)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.usable(kpi)
        subject = subject_of(role, member)
        writer = TargetWriter(subject, by=by, past=past, reason=reason)
        between = subject.targets().filter(
            kpi=row, period_kind=kind.value, effective_from__gt=days[0], effective_from__lt=days[-1]
        )
        for target in between.exclude(effective_from__in=days):
            writer.remove(target)
        targets = [writer.set(row, kind, day, checked_quantity(quantity)) for day, quantity in steps]
        writer.settle("target.set")
    return targets
