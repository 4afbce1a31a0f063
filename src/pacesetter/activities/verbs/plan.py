"""Plan an activity: a to-do, and a booking of today."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pacesetter.activities.days import checked_moment, local_day
from pacesetter.activities.models import Activity, ActivityType, Provenance, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.create import create
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


@out_of_circles
def plan(
    *,
    by: Member | None,
    activity_type: ActivityType,
    owner: Member,
    due_on: date | None = None,
    due_at: datetime | None = None,
    company: Company | None = None,
    contacts: Sequence[Contact] = (),
    participants: Sequence[Member] = (),
    subject: str = "",
    note: str = "",
    minutes: int | None = None,
    value_minor: int = 0,
    details: dict[str, Any] | None = None,
    provenance: str = Provenance.TYPED,
    source: str = "",
    external_id: str = "",
    request_key: str = "",
    at: datetime | None = None,
    reason: str = "",
) -> Activity:
    """Plan an activity. It is booked on the owner's local day of `at` (when it was planned; now by default).

    `minutes` are what it is expected to take; the type's usual minutes by default.
    Raises a `Refusal` for an archived type or owner, or a row of another organisation.
    """
    guards.not_negative(minutes, value_minor)
    guards.usable(activity_type, owner, company)
    now = clock.now()
    day, time = guards.due(due_on, due_at, owner)
    activity = Activity(
        status=Status.PLANNED.value,
        booked_on=local_day(checked_moment(at), owner),
        booked_for=owner,
        due_on=day,
        due_at=time,
        planned_minutes=activity_type.default_minutes if minutes is None else minutes,
        planned_value_minor=value_minor,
        organisation_id=activity_type.organisation_id,
        activity_type=activity_type,
        owner=owner,
        company=company,
        created_by=by,
        created_at=now,
        updated_at=now,
        provenance=Provenance(provenance).value,
        subject=subject,
        note=note,
        details=details or {},
        source=source,
        external_id=external_id,
        request_key=request_key,
    )
    return create(activity, "planned", "planned", by=by, contacts=contacts, participants=participants, reason=reason)
