"""Log an activity that is already done."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from pacesetter.activities.days import checked_moment, local_day
from pacesetter.activities.models import Activity, ActivityType, Outcome, Provenance, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.create import create
from pacesetter.activities.verbs.next_contact import locked_company, plan_next_contact
from pacesetter.activities.verbs.next_step import note_step, step_after
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles
from pacesetter.tenancy.together import Proviso, Unproven


@out_of_circles
def log(
    *,
    by: Member | None,
    activity_type: ActivityType,
    owner: Member,
    outcome: Outcome | None = None,
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
    provisos: Sequence[Proviso] = (),
) -> Activity:
    """Record an activity as completed at `at` (now by default), on the owner's local day. It is no booking.
    Where a rule on its type or a call cycle of the company asks for it, the next one is planned.

    Raises a `Refusal` for a moment in the future, an outcome that the type does not list, an archived type or owner.
    What is given may be what somebody takes for granted: then `provisos` say so, and `Unproven` is raised, with nothing
    done, where they don't hold in the database or where recording is more than one statement.
    """
    guards.not_negative(minutes, value_minor)
    guards.allowed_outcome(activity_type, outcome)
    guards.usable(activity_type, owner, company)
    now = clock.now()
    moment = checked_moment(at)
    activity = Activity(
        status=Status.COMPLETED.value,
        completed_at=moment,
        completed_on=local_day(moment, owner),
        completed_by=by or owner,
        outcome=outcome,
        minutes=activity_type.default_minutes if minutes is None else minutes,
        value_minor=value_minor,
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
    recorded = partial(
        create,
        activity,
        "logged",
        "completed",
        by=by,
        contacts=contacts,
        participants=participants,
        reason=reason,
        provisos=provisos,
    )
    has_cycle = company is not None and company.has_call_cycle
    if not has_cycle and not activity_type.has_next_steps:
        return recorded()
    if provisos:
        raise Unproven
    with transaction.atomic():
        if company is not None:
            locked_company(company.pk)
        # First the next one, as completing does it: totals are locked in the same order, whichever way it goes.
        following = step_after(activity, by=by, contacts=contacts)
        recorded()
        if following is not None:
            note_step(activity, following)
        if has_cycle:
            plan_next_contact(activity, by=by)
    return activity
