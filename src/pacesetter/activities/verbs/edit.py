"""Edit an activity's own fields."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _

from pacesetter.activities.category import category_of
from pacesetter.activities.days import checked_moment, local_day
from pacesetter.activities.models import Activity, ActivityParticipant, ActivityType, Outcome, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.attend import set_contacts, set_participants
from pacesetter.activities.verbs.change import Change, changing
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles


class Edits(TypedDict, total=False):
    """What can be edited. What is not given stays."""

    activity_type: ActivityType
    owner: Member
    company: Company | None
    contacts: Sequence[Contact]
    participants: Sequence[Member]
    subject: str
    note: str
    minutes: int
    value_minor: int
    outcome: Outcome | None
    completed_at: datetime
    completed_by: Member
    details: dict[str, Any]
    keep_booking: bool


@out_of_circles
def edit(activity: Activity, *, by: Member | None, reason: str = "", **edits: Unpack[Edits]) -> Activity:
    """Change fields of the activity. Minutes and value are the planned ones while it is planned, then the actual ones.

    A new owner takes the credit, that of the booking too unless `keep_booking` is true (a hand-over by somebody who
    leaves must not change what they had booked). The days on which it was booked and completed stay, unless
    `completed_at` is given, which counts on the (new) owner's local day. Raises a `Refusal` as the other verbs do.
    """
    guards.not_negative(edits.get("minutes"), edits.get("value_minor"))
    with changing(activity, "edited", by=by, reason=reason) as change:
        row = change.row
        guards.present(row)
        before = {
            name: getattr(row, name) for name in edits if name not in ("contacts", "participants", "keep_booking")
        }
        if "contacts" in edits:
            before["contacts"] = list(row.contact_links.order_by("pk").values_list("contact_id", flat=True))
        took_part = _participants(row)
        _set_references(row, edits)
        _set_amounts(row, edits)
        _set_completion(row, edits)
        for name in ("subject", "note", "details"):
            if name in edits:
                setattr(row, name, edits[name])
        _set_people(change, edits, took_part)
        category = category_of(row.activity_type.category)
        if row.status == Status.PLANNED:
            category.changed(row, by=by, before=before)
        elif row.status == Status.COMPLETED:
            category.corrected(row, by=by, before=before)
    return activity


def _set_references(row: Activity, edits: Edits) -> None:
    if "activity_type" in edits and edits["activity_type"].pk != row.activity_type_id:
        guards.same_organisation(edits["activity_type"], row.organisation_id, "activity_type")
        guards.usable_type(edits["activity_type"])
        row.activity_type = edits["activity_type"]
        if row.status == Status.COMPLETED and "outcome" not in edits:
            guards.allowed_outcome(row.activity_type, row.outcome)
    if "owner" in edits and edits["owner"].pk != row.owner_id:
        guards.same_organisation(edits["owner"], row.organisation_id, "owner")
        guards.active_owner(edits["owner"])
        row.owner = edits["owner"]
        if row.booked_for_id is not None and not edits.get("keep_booking"):
            row.booked_for = row.owner
        # The owner takes part anyway; a row of their own would name them twice.
        ActivityParticipant.objects.filter(activity=row, member=row.owner).delete()
    if "company" in edits:
        if edits["company"] is None or edits["company"].pk != row.company_id:
            guards.usable_company(edits["company"], row.organisation_id)
            guards.still_unmerged(edits["company"])
        row.company = edits["company"]


def _set_amounts(row: Activity, edits: Edits) -> None:
    planned = row.status != Status.COMPLETED
    if "minutes" in edits:
        setattr(row, "planned_minutes" if planned else "minutes", edits["minutes"])
    if "value_minor" in edits:
        setattr(row, "planned_value_minor" if planned else "value_minor", edits["value_minor"])


def _set_completion(row: Activity, edits: Edits) -> None:
    if not {"outcome", "completed_at", "completed_by"} & edits.keys():
        return
    if row.status != Status.COMPLETED:
        raise Refusal(_("Complete the activity first."), field="outcome", code="wrong_status")
    if "outcome" in edits:
        guards.allowed_outcome(row.activity_type, edits["outcome"])
        row.outcome = edits["outcome"]
    if "completed_at" in edits:
        row.completed_at = checked_moment(edits["completed_at"])
        row.completed_on = local_day(row.completed_at, row.owner)
    if "completed_by" in edits:
        guards.same_organisation(edits["completed_by"], row.organisation_id, "completed_by")
        row.completed_by = edits["completed_by"]


def _participants(row: Activity) -> set[int]:
    return set(ActivityParticipant.across_organisations.filter(activity=row).values_list("member_id", flat=True))


def _set_people(change: Change, edits: Edits, before: set[int]) -> None:
    if "participants" in edits:
        set_participants(change.row, edits["participants"])
    # Also where a new owner took part before, and is not named twice.
    after = _participants(change.row)
    # Whoever took part before may lose credit, also where only another field changes.
    change.others |= before | after
    if before != after:
        change.note("participants", sorted(before), sorted(after))
    if "contacts" in edits:
        old, new = set_contacts(change.row, edits["contacts"])
        if old != new:
            change.note("contacts", sorted(old), sorted(new))
