"""Let a KPI count an activity type."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.activities.settings_verbs.amounts import Number
from pacesetter.activities.settings_verbs.amounts import weight as checked_weight
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, KpiActivityType, Measure
from pacesetter.kpis.verbs import fetch
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def map_type(
    kpi: Kpi, activity_type: ActivityType, *, by: Member | None, weight: Number = 1, reason: str = ""
) -> KpiActivityType:
    """Let the KPI count activities of the type, past ones included, each with the weight. Where it counts them already,
    only the weight changes.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` for a ratio, an archived KPI or type, and a
    weight that is not above 0 or has more than three decimal places.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        kpi, activity_type, share = fetch.usable(kpi), fetch.usable_type(activity_type), checked_weight(weight)
        if kpi.measure == Measure.RATIO:
            raise Refusal(
                _("A ratio counts no activity types itself. Map them to the KPIs that it is made of."),
                field="kpi",
                code="ratio",
            )
        named = {"activity_type_id": activity_type.pk, "activity_type": activity_type.name}
        mapping = KpiActivityType.objects.filter(kpi=kpi, activity_type=activity_type).first()
        if mapping is None:
            mapping, before = KpiActivityType(kpi=kpi, activity_type=activity_type), {}
        elif mapping.weight == share:
            return mapping
        else:
            before = named | {"weight": mapping.weight}
        mapping.weight = share
        mapping.save()
        after = named | {"weight": share}
        settle("kpi.type_mapped", ("kpi", kpi.pk), by=by, before=before, after=after, reason=reason, since=None)
    return mapping
