"""Rows that verbs work on, as they are now."""

from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import SalesRole
from pacesetter.people.verbs import guards


def fresh(kpi: Kpi, field: str = "kpi") -> Kpi:
    """The KPI's row. Refuses one of another organisation."""
    guards.known(kpi, field)
    row: Kpi = Kpi.objects.select_related("numerator", "denominator").get(pk=kpi.pk)
    return row


def usable(kpi: Kpi) -> Kpi:
    """The KPI's row. Refuses an archived one."""
    row = fresh(kpi)
    not_archived(row, "kpi")
    return row


def usable_role(role: SalesRole) -> SalesRole:
    """The role's row. Refuses an archived one and one of another organisation."""
    guards.known(role, "role")
    row: SalesRole = SalesRole.objects.get(pk=role.pk)
    not_archived(row, "role")
    return row


def usable_type(activity_type: ActivityType) -> ActivityType:
    """The activity type's row. Refuses an archived one and one of another organisation."""
    guards.known(activity_type, "activity_type")
    row: ActivityType = ActivityType.objects.get(pk=activity_type.pk)
    not_archived(row, "activity_type")
    return row


def not_archived(row: Kpi | SalesRole | ActivityType, field: str) -> None:
    """Refuse an archived row."""
    if row.archived_at is not None:
        raise Refusal(_("“%(name)s” is archived. Restore it first.") % {"name": row}, field=field, code="archived")
