"""What planning and logging have in common: a new row with its people, totals, history and hook."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from pacesetter import events
from pacesetter.activities.facts import facts_of
from pacesetter.activities.ledger import FactChange, post
from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.attend import set_contacts, set_participants
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member


def create(
    verb: str,
    *,
    by: Member | None,
    activity_type: ActivityType,
    owner: Member,
    company: Company | None,
    contacts: Iterable[Contact],
    participants: Iterable[Member],
    reason: str,
    provenance: str,
    **fields: Any,
) -> Activity:
    """Write a new activity. The caller has set what its verb decides: status, days and moments.

    Raises a `Refusal`; leaves nothing behind then.
    """
    organisation_id = activity_type.organisation_id
    guards.usable_type(activity_type)
    guards.same_organisation(owner, organisation_id, "owner")
    guards.active_owner(owner)
    guards.same_organisation(company, organisation_id, "company")
    now = clock.now()
    with transaction.atomic():
        activity = Activity(
            organisation_id=organisation_id,
            activity_type=activity_type,
            owner=owner,
            company=company,
            created_by=by,
            created_at=now,
            updated_at=now,
            provenance=Provenance(provenance).value,
            **fields,
        )
        activity.save(force_insert=True)
        people = set_participants(activity, participants)[1] if participants else set()
        if contacts:
            set_contacts(activity, contacts)
        by_id = by.pk if by else None
        post(
            FactChange(
                organisation_id=organisation_id,
                activity_id=activity.pk,
                before={},
                after=facts_of(activity),
                member_ids=frozenset({owner.pk, *people} | ({by_id} if by_id else set())),
                by_id=by_id,
                reason=reason,
                cause=f"activity.{verb}",
            )
        )
        events.record(f"activity.{verb}", "activity", activity.pk, by_id=by_id, data=_told(activity, reason))
    return activity


def _told(activity: Activity, reason: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "activity_type_id": activity.activity_type_id,
        "owner_id": activity.owner_id,
        "company_id": activity.company_id,
        "provenance": activity.provenance,
    }
    if reason:
        told["reason"] = reason
    return told
