"""Add a KPI."""

from django.db import transaction

from pacesetter.activities.settings_verbs import rows
from pacesetter.kpis.models import Credit, Direction, Kpi, Measure, Moment
from pacesetter.kpis.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def add_kpi(
    *,
    by: Member | None,
    name: str,
    measure: str = Measure.COUNT,
    moment: str = Moment.COMPLETED,
    credit: str = Credit.OWNER,
    direction: str = Direction.MORE,
    numerator: Kpi | None = None,
    denominator: Kpi | None = None,
    position: int | None = None,
    reason: str = "",
) -> Kpi:
    """Add a KPI, at the end of the list unless a position is given. It counts nothing until activity types are mapped
    to it, and is expected of nobody until it is mapped to a role.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a name that is taken, or a ratio that is
    not made of two different KPIs that add up.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        kpi = Kpi(
            name=rows.free_name(Kpi.objects.all(), name, longest=100),
            measure=str(measure),
            moment=str(moment),
            credit=str(credit),
            direction=str(direction),
            numerator=numerator,
            denominator=denominator,
            position=rows.next_position(Kpi.objects.all()) if position is None else position,
        )
        rules.consistent(kpi)
        kpi.save(force_insert=True)
        fields = ("name", "measure", "moment", "credit", "direction", "numerator_id", "denominator_id")
        after = {field: getattr(kpi, field) for field in fields}
        settle("kpi.added", ("kpi", kpi.pk), by=by, after=after, reason=reason, since=rows.today())
    return kpi
