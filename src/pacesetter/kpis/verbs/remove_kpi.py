"""Remove a KPI that nobody uses."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.settings_verbs import rows
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome
from pacesetter.kpis.verbs import fetch
from pacesetter.people.models import Member
from pacesetter.people.verbs import guards
from pacesetter.people.verbs.settle import settle


def remove_kpi(kpi: Kpi, *, by: Member | None, reason: str = "") -> None:
    """Take the KPI away as if it had never been there, with the activity types and outcomes that it counts.

    Raises `NotAllowed` for everybody but administrators, and a `Refusal` where it is expected of a role, has targets,
    is part of a ratio or was closed with a period. Such a KPI can be archived.
    """
    guards.administrator(by)
    with transaction.atomic():
        guards.one_at_a_time()
        row = fetch.fresh(kpi)
        if rows.used_elsewhere(row, KpiActivityType, KpiOutcome):
            raise Refusal(_("“%(name)s” is in use. Archive it instead.") % {"name": row}, code="in_use")
        before, subject = {"name": row.name, "measure": row.measure}, ("kpi", row.pk)
        row.delete()
        settle("kpi.removed", subject, by=by, before=before, reason=reason, since=rows.today())
