"""An activity as the API shows it."""

from decimal import Decimal
from typing import Any

import orjson
from django.http import HttpResponse

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


def as_json(fields: dict[str, Any]) -> bytes:
    """The fields as the API writes them: money as text, so that no reader makes a binary fraction of it."""
    return orjson.dumps(fields, default=_plain, option=orjson.OPT_UTC_Z)


def answer_of(activity: Activity, member: Member, *, status: int) -> HttpResponse:
    """The activity as an answer, written out here, without another pass through the schema, on the hottest path; a test
    holds the two together."""
    return HttpResponse(as_json(shown(activity, member)), content_type="application/json", status=status)


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")
