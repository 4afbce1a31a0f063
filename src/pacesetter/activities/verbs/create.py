"""What planning and logging have in common: a new row with its people, totals, history and hook."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from pacesetter.activities.category import category_of
from pacesetter.activities.facts import Facts, facts_of
from pacesetter.activities.ledger import FactChange, alongside, post
from pacesetter.activities.models import Activity
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.attend import set_contacts, set_participants
from pacesetter.crm.lookup import not_merged
from pacesetter.crm.models import Contact
from pacesetter.events.alongside import event_of_new_row
from pacesetter.events.recording import record
from pacesetter.people.models import Member
from pacesetter.tenancy.row import insertion_of
from pacesetter.tenancy.together import Proviso, Unproven, insert_together


def create(
    activity: Activity,
    verb: str,
    hook: str,
    *,
    by: Member | None,
    contacts: Sequence[Contact] = (),
    participants: Sequence[Member] = (),
    reason: str = "",
    provisos: Sequence[Proviso] = (),
) -> Activity:
    """Write the new activity, which its verb has checked and filled in, and call the category's `hook`.

    Raises a `Refusal`; leaves nothing behind then. With `provisos` it is written in one statement, if they hold, or
    `Unproven` is raised.
    """
    guards.of_this_house(by, activity.organisation_id)
    category = category_of(activity.activity_type.category)
    facts = facts_of(activity)
    alone = not contacts and not participants and not category.acts_on(hook, activity.owner.organisation)
    if alone and _insert_alone(activity, facts, verb, by, reason, provisos):
        return activity
    if provisos:
        raise Unproven
    with transaction.atomic():
        guards.still_unmerged(activity.company)
        activity.save(force_insert=True)
        people = set_participants(activity, participants)[1] if participants else set()
        if contacts:
            set_contacts(activity, contacts)
        by_id = by.pk if by else None
        post(
            FactChange(
                organisation_id=activity.organisation_id,
                activity_id=activity.pk,
                before={},
                after=facts,
                member_ids=frozenset({activity.owner_id, *people} | ({by_id} if by_id else set())),
                by_id=by_id,
                reason=reason,
                cause=f"activity.{verb}",
            )
        )
        record(f"activity.{verb}", "activity", activity.pk, by_id=by_id, data=_told(activity, reason))
        run: Callable[..., None] = getattr(category, hook)
        run(activity, by=by)
    return activity


def _insert_alone(
    activity: Activity, facts: Facts, verb: str, by: Member | None, reason: str, provisos: Sequence[Proviso]
) -> bool:
    """Write row, totals and history together. False where a closed period needs a closer look, the company was merged
    meanwhile, or a proviso doesn't hold."""
    organisation_id = activity.organisation_id
    by_id = by.pk if by else None
    others = alongside(organisation_id, facts)
    others.append(
        event_of_new_row(organisation_id, f"activity.{verb}", "activity", by_id=by_id, data=_told(activity, reason))
    )
    days = [cell.day for cell in facts]
    if activity.company_id is not None:
        provisos = [*provisos, not_merged(activity.company_id)]
    new_id = insert_together(
        organisation_id,
        insertion_of(activity),
        others,
        first_open_day=min(days) if days else None,
        provisos=provisos,
    )
    if new_id is None:
        return False
    activity.pk = new_id
    activity._state.adding = False
    activity._state.db = "default"
    return True


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
