"""Set many targets at once: a grid of them, or a ramp, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs import rows
from pacesetter.activities.settings_verbs.amounts import Number
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.verbs import fetch
from pacesetter.kpis.verbs.set_target import checked_quantity
from pacesetter.kpis.verbs.target_batch import TargetBatch
from pacesetter.kpis.verbs.target_plan import planned
from pacesetter.kpis.verbs.target_subject import TargetSubject
from pacesetter.kpis.verbs.target_writer import period_kind as checked_kind
from pacesetter.kpis.verbs.target_writer import plain_day
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import guards


@dataclass(frozen=True, slots=True)
class TargetSteps:
    """What is to be expected of a role or a member by one KPI: from each day on so much per period, None for nothing.

    From the first day on it is all that is expected of them by this KPI; see `target_plan.planned`.
    """

    subject: SalesRole | Member
    kpi: Kpi
    period_kind: str
    steps: Sequence[tuple[date, Number | None]]


def set_targets(changes: Sequence[TargetSteps], *, by: Member | None, past: bool = False, reason: str = "") -> int:
    """Carry out all of the changes or none. Answers how many targets were written or taken away.

    The number of queries does not grow with the changes, and closed periods are compared once. Raises what
    `set_ramp` raises, and a `Refusal` for the past without a reason, and for two changes of one subject and KPI.
    """
    guards.administrator(by)
    if past and not reason.strip():
        raise Refusal(_("Say why the past is changed: it is kept with the change."), field="reason", code="required")
    with transaction.atomic():
        guards.one_at_a_time()
        kpis, subjects = _kpis(changes), _subjects(changes)
        series = _series(kpis, subjects)
        batch = TargetBatch(by=by, past=past, reason=reason)
        seen: set[tuple[str, int, int]] = set()
        for change in changes:
            key = (*key_of(change.subject), change.kpi.pk)
            if key in seen:
                raise Refusal(_("One target is given twice."), field="quantity", code="twice")
            seen.add(key)
            days = [plain_day(day) for day, _quantity in change.steps]
            if not days or days != sorted(set(days)):
                message = _("Give the steps in order, each with a day of its own.")
                raise Refusal(message, field="steps", code="not_in_order")
            steps = [(day, checked_quantity(quantity)) for day, quantity in change.steps]
            own = series.get(key, [])
            plan = planned(own, checked_kind(change.period_kind), steps)
            batch.add(subjects[key[:2]], kpis[change.kpi.pk], own, plan)
        return batch.settle("target.set")


def key_of(subject: SalesRole | Member) -> tuple[str, int]:
    """A role or member as a key: ("member", 7)."""
    return ("member" if isinstance(subject, Member) else "role"), subject.pk


def _kpis(changes: Sequence[TargetSteps]) -> dict[int, Kpi]:
    for change in changes:
        guards.known(change.kpi, "kpi")
    found: dict[int, Kpi] = {kpi.pk: kpi for kpi in Kpi.objects.filter(pk__in={change.kpi.pk for change in changes})}
    for kpi in found.values():
        fetch.not_archived(kpi, "kpi")
    return found


def _subjects(changes: Sequence[TargetSteps]) -> dict[tuple[str, int], TargetSubject]:
    found: dict[tuple[str, int], TargetSubject] = {}
    for change in changes:
        guards.known(change.subject, "member" if isinstance(change.subject, Member) else "role")
    members = {change.subject.pk for change in changes if isinstance(change.subject, Member)}
    for member in Member.objects.filter(pk__in=members).select_related("organisation"):
        guards.present(member)
        found["member", member.pk] = TargetSubject(None, member, guards.today(member))
    today = rows.today()
    roles = {change.subject.pk for change in changes if isinstance(change.subject, SalesRole)}
    for role in SalesRole.objects.filter(pk__in=roles):
        fetch.not_archived(role, "role")
        found["role", role.pk] = TargetSubject(role, None, today)
    return found


def _series(
    kpis: dict[int, Kpi], subjects: dict[tuple[str, int], TargetSubject]
) -> dict[tuple[str, int, int], list[Target]]:
    members = [pk for kind, pk in subjects if kind == "member"]
    roles = [pk for kind, pk in subjects if kind == "role"]
    found: dict[tuple[str, int, int], list[Target]] = {}
    for row in Target.objects.filter(Q(member__in=members) | Q(role__in=roles), kpi__in=kpis):
        kind, pk = ("role", row.role_id) if row.role_id is not None else ("member", row.member_id)
        found.setdefault((kind, int(pk or 0), row.kpi_id), []).append(row)
    return found
