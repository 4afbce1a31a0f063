"""Plan an activity: a to-do, and a booking of today."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from pacesetter.activities.category import category_of
from pacesetter.activities.days import checked_moment, local_day
from pacesetter.activities.models import Activity, ActivityType, Provenance, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.create import create
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


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
    moment = checked_moment(at)
    day, time = guards.due(due_on, due_at, owner)
    with transaction.atomic():
        activity = create(
            "planned",
            by=by,
            activity_type=activity_type,
            owner=owner,
            company=company,
            contacts=contacts,
            participants=participants,
            reason=reason,
            provenance=provenance,
            status=Status.PLANNED,
            booked_on=local_day(moment, owner),
            booked_for=owner,
            due_on=day,
            due_at=time,
            subject=subject,
            note=note,
            planned_minutes=activity_type.default_minutes if minutes is None else minutes,
            planned_value_minor=value_minor,
            details=details or {},
            source=source,
            external_id=external_id,
            request_key=request_key,
        )
        category_of(activity_type.category).planned(activity, by=by)
    return activity
