"""Take back an edit of an activity, by what its event tells."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.category import category_of
from pacesetter.activities.locking import locked
from pacesetter.activities.models import Activity, ActivityContact, ActivityParticipant, Series, Status
from pacesetter.activities.verbs import guards
from pacesetter.activities.verbs.attend import set_contacts, set_participants
from pacesetter.activities.verbs.change import Change, changing
from pacesetter.activities.verbs.repeat import series_state
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.events.changes import column_from
from pacesetter.events.models import Event
from pacesetter.people.models import Member
from pacesetter.tenancy.circles import out_of_circles

# What can be taken back here; completing, cancelling and deleting have verbs of their own for that.
EDITS = frozenset({"activity.edited", "activity.rescheduled", "activity.snoozed"})
RHYTHMS = frozenset({"activity.repeated", "activity.repetition_stopped"})
_LINKS = frozenset({"participants", "contacts"})
# What only a completed activity has.
_OF_WHAT_IS_DONE = frozenset(
    {"outcome_id", "minutes", "value_minor", "completed_at", "completed_on", "completed_by_id"}
)


@out_of_circles
def undo_edit(activity: Activity, event: Event, *, by: Member | None, reason: str = "") -> Activity:
    """Give the activity what it had before the event, with the figures of then.

    Raises a `Refusal` where something of it has changed since, and where what was before cannot be any more: its owner
    is archived, its company merged, its type no longer in use or without the outcome that it has.
    """
    if event.subject_kind != "activity" or event.subject_id != activity.pk or event.verb not in EDITS | RHYTHMS:
        raise ValueError(f"Event {event.pk} tells of no edit of activity {activity.pk}")
    if event.verb in RHYTHMS:
        _old_rhythm(activity, event, by=by, reason=reason)
        return activity
    before, after = event.data["before"], event.data["after"]
    with changing(activity, "edit_undone", by=by, reason=reason) as change:
        row = change.row
        guards.present(row)
        if not all(_is_still(row, name, value) for name, value in after.items()):
            raise _changed_since()
        if row.status != Status.COMPLETED and _OF_WHAT_IS_DONE & before.keys():
            # An outcome or minutes that were taken away look the same once it is reopened.
            raise _changed_since()
        # Categories are told as by `edit`: the fields, with what they were.
        told = {name: getattr(row, name) for name in (one.removesuffix("_id") for one in before if one not in _LINKS)}
        _set_columns(row, before)
        _set_links(change, before)
        if row.status == Status.PLANNED:
            category_of(row.activity_type.category).changed(row, by=by, before=told)
    return activity


def _changed_since() -> Refusal:
    return Refusal(_("This has changed since, so there is nothing to undo."), code="changed_since")


def _is_still(row: Activity, name: str, value: Any) -> bool:
    if name == "participants":
        return _linked(row, ActivityParticipant, "member_id") == set(value)
    if name == "contacts":
        return _linked(row, ActivityContact, "contact_id") == set(value)
    return bool(getattr(row, name) == column_from(row, name, value))


def _linked(row: Activity, links: type[ActivityParticipant] | type[ActivityContact], column: str) -> set[int]:
    return set(links.across_organisations.filter(activity=row).values_list(column, flat=True))


def _set_columns(row: Activity, before: dict[str, Any]) -> None:
    for name, value in before.items():
        if name not in _LINKS:
            setattr(row, name, column_from(row, name, value))
    if "activity_type_id" in before:
        guards.usable_type(row.activity_type)
    if row.status == Status.COMPLETED and {"activity_type_id", "outcome_id"} & before.keys():
        guards.allowed_outcome(row.activity_type, row.outcome)
    if "owner_id" in before:
        guards.active_owner(row.owner)
    if "company_id" in before:
        guards.usable_company(row.company, row.organisation_id)
        guards.still_unmerged(row.company)


def _set_links(change: Change, before: dict[str, Any]) -> None:
    row = change.row
    there = _linked(row, ActivityParticipant, "member_id")
    # The owner takes part anyway; a row of their own would name them twice.
    wanted = set(before.get("participants", there)) - {row.owner_id}
    if wanted != there:
        set_participants(row, Member.objects.filter(pk__in=wanted))
        change.note("participants", sorted(there), sorted(wanted))
    change.others |= there | wanted
    if "contacts" in before:
        kept = Contact.objects.filter(pk__in=before["contacts"], merged_into__isnull=True)
        old, new = set_contacts(row, kept)
        change.note("contacts", sorted(old), sorted(new))


def _old_rhythm(activity: Activity, event: Event, *, by: Member | None, reason: str) -> None:
    with transaction.atomic():
        row = locked(activity.pk)
        guards.of_this_house(by, row.organisation_id)
        # Once it is done, the next turn is planned already.
        guards.in_status(row, Status.PLANNED)
        if "series_after" not in event.data or series_state(row) != event.data["series_after"]:
            raise _changed_since()
        before = event.data["series_before"]
        series = Series.objects.select_for_update(of=("self",)).get(occurrences__activity=row)
        if before is None:
            series.delete()
        else:
            stopped_at = before["stopped_at"]
            series.every, series.unit = before["every"], before["unit"]
            series.anchor_on = date.fromisoformat(before["anchor_on"])
            series.stopped_at = datetime.fromisoformat(stopped_at) if stopped_at else None
            series.save(update_fields=["every", "unit", "anchor_on", "stopped_at"])
        data = {"reason": reason} if reason else {}
        events.record("activity.edit_undone", "activity", row.pk, by_id=by.pk if by else None, data=data)
