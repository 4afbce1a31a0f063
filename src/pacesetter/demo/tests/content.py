"""What an organisation holds, as text: the same content gives the same bytes, whatever ids the database gave out."""

from collections.abc import Iterator

from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant
from pacesetter.crm.models import Company, Contact
from pacesetter.events.models import Event
from pacesetter.kpis.models import ClosedFigure, Kpi, Restatement, Target
from pacesetter.people.models import Leave, Member, RoleAssignment, TeamMembership, WorkingPattern

_ACTIVITY = (
    "activity_type__name", "owner__email", "company__name", "subject", "note", "status", "due_on", "due_at",
    "outcome__name", "planned_minutes", "planned_value_minor", "minutes", "value_minor", "details", "provenance",
    "external_id", "booked_on", "booked_for__email", "completed_on", "created_by__email", "completed_by__email",
    "created_at", "completed_at", "cancelled_at", "deleted_at", "updated_at", "duplicate_of__subject",
)  # fmt: skip
_PARTS = (
    (Member, ("email", "name", "access_level", "time_zone", "joined_on", "left_on", "archived_at", "user__email")),
    (RoleAssignment, ("member__email", "role__name", "starts_on", "ends_on")),
    (TeamMembership, ("member__email", "team__name", "is_lead", "starts_on", "ends_on")),
    (WorkingPattern, ("member__email", "effective_from", "capacities", "day_starts_at", "day_ends_at")),
    (Leave, ("member__email", "starts_on", "ends_on", "share", "kind")),
    (Company, ("name", "kind", "sales_rep__email", "account_manager__email", "domain", "phone", "address")),
    (Contact, ("name", "company__name", "email", "phone", "job_title")),
    (Kpi, ("name", "measure", "moment", "credit", "direction", "numerator__name", "denominator__name")),
    (Target, ("kpi__name", "role__name", "member__email", "period_kind", "quantity", "effective_from")),
    (Activity, _ACTIVITY),
    (ActivityContact, ("activity__subject", "activity__created_at", "contact__email")),
    (ActivityParticipant, ("activity__subject", "activity__created_at", "member__email")),
    (ClosedFigure, ("closed_period__starts_on", "member__email", "kpi__name", "actual", "target", "actual_now")),
    (Restatement, ("member__email", "kpi__name", "restated_at", "reason", "old_actual", "new_actual")),
    (Event, ("at", "verb", "subject_kind")),
)  # fmt: skip


def content() -> bytes:
    """Everything that the organisation in scope holds, in the order in which it was made."""
    return "\n".join(_lines()).encode()


def _lines() -> Iterator[str]:
    for model, fields in _PARTS:
        for row in model.objects.order_by("pk").values_list(*fields):
            yield f"{model.__name__} {'|'.join(map(str, row))}"
