"""Let a KPI count an activity type no more."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, KpiActivityType
from pacesetter.kpis.verbs import fetch
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def unmap_type(kpi: Kpi, activity_type: ActivityType, *, by: Member | None, reason: str = "") -> None:
    """Let the KPI count activities of the type no more, past ones included.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it does not count them.
    """
    guards.administrator(by)
    guards.known(activity_type, "activity_type")
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.fresh(kpi)
        mapping = (
            KpiActivityType.objects.filter(kpi=row, activity_type=activity_type).select_related("activity_type").first()
        )
        if mapping is None:
            raise Refusal(_("This KPI does not count the activity type."), field="activity_type", code="not_mapped")
        before = {
            "activity_type_id": activity_type.pk,
            "activity_type": mapping.activity_type.name,
            "weight": mapping.weight,
        }
        mapping.delete()
        settle("kpi.type_unmapped", ("kpi", row.pk), by=by, before=before, reason=reason, since=None)
