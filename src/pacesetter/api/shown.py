"""An activity as the API shows it."""

from typing import Any

from pacesetter.activities.models import Activity
from pacesetter.api.money import outward
from pacesetter.people.models import Member

_AS_IT_IS = (
    "id", "status", "activity_type_id", "owner_id", "company_id", "outcome_id", "subject", "note", "planned_minutes",
    "minutes", "due_on", "due_at", "booked_on", "completed_on", "completed_at", "provenance", "source", "external_id",
    "created_at", "updated_at",
)  # fmt: skip


def shown(activity: Activity, member: Member) -> dict[str, Any]:
    """The fields of `ActivityOut`. Ids and times are the row's own, so nothing more is asked of the database."""
    fields = {name: getattr(activity, name) for name in _AS_IT_IS}
    fields["planned_value"] = outward(activity.planned_value_minor, member)
    fields["value"] = outward(activity.value_minor, member)
    return fields
