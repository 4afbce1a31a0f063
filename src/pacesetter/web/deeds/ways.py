"""Which way leads back from which sort of event, for whoever did it. Each checks that they may still do it."""

from collections.abc import Callable
from typing import Any

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.models import ActivityType, NextStep
from pacesetter.activities.settings_verbs import archive_next_step
from pacesetter.activities.verbs.undo_edit import EDITS, RHYTHMS
from pacesetter.crm import verbs as crm_verbs
from pacesetter.crm.access import get_company_for, get_contact_for
from pacesetter.events.models import Event
from pacesetter.integrations.access import get_connection_for
from pacesetter.integrations.verbs import put_connection_back
from pacesetter.meetings.verbs import can_undo_series_change
from pacesetter.past_settings import can_put_back, put_back, why_not
from pacesetter.past_settings.ways.contact_lists import save_forgotten
from pacesetter.people.models import Member
from pacesetter.people.verbs import edit_profile
from pacesetter.web.deeds.other_ways import COMPARING, OTHERS

Way = Callable[[Event, Member], Any]


def _activity(event: Event, by: Member) -> None:
    activity_verbs.undo_edit(get_activity_to_change_for(by, event.subject_id), event, by=by)


def _company(event: Event, by: Member) -> None:
    crm_verbs.undo_edit(get_company_for(by, event.subject_id), event, by=by)


def _contact(event: Event, by: Member) -> None:
    crm_verbs.undo_edit(get_contact_for(by, event.subject_id), event, by=by)


def _added_company(event: Event, by: Member) -> None:
    crm_verbs.archive(get_company_for(by, event.subject_id), by=by)


def _added_contact(event: Event, by: Member) -> None:
    crm_verbs.archive(get_contact_for(by, event.subject_id), by=by)


def _call_cycle(event: Event, by: Member) -> None:
    """Set the cycle as it was before it was changed or ended."""
    company, old = get_company_for(by, event.subject_id), event.data["before"]
    cycle = activity_verbs.set_call_cycle(
        company,
        by=by,
        activity_type=ActivityType.objects.get(pk=old["activity_type_id"]),
        every=old["every"],
        unit=old["unit"],
        owner=Member.objects.get(pk=old["owner_id"]) if old["owner_id"] else None,
    )
    if old["is_paused"]:
        activity_verbs.pause_call_cycle(cycle, by=by)


def _profile(event: Event, by: Member) -> None:
    if event.subject_id == by.pk:
        edit_profile(by, by=by, **event.data["before"])
    else:
        put_back(event, by=by)


def _added_next_step(event: Event, by: Member) -> None:
    archive_next_step(NextStep.objects.get(pk=event.subject_id), by=by)


def _connection(event: Event, by: Member) -> None:
    """Also of an account of one's own."""
    put_connection_back(get_connection_for(by, event.subject_id), event.data["before"], by=by)


def _setting(event: Event, by: Member) -> None:
    put_back(event, by=by)


# These compare with what is there by themselves.
_COMPARING: dict[str, Way] = {
    **dict.fromkeys(EDITS | RHYTHMS, _activity),
    "company.edited": _company,
    "contact.edited": _contact,
    **COMPARING,
}
_OTHERS: dict[str, Way] = {
    **OTHERS,
    "company.added": _added_company,
    "contact.added": _added_contact,
    "company.call_cycle_set": _call_cycle,
    "company.call_cycle_ended": _call_cycle,
    "contact_list.forgotten": save_forgotten,
    "next_step.added": _added_next_step,
    "member.profile_edited": _profile,
    "connection.edited": _connection,
}
# They would come back without their kind and note; where days off are taken back, an Undo of its own brings them all.
_HALF = frozenset({"leave.removed"})


def way_back(event: Event) -> Way | None:
    """The way back from the event; None where there is none."""
    if event.verb in _HALF or why_not(event):
        return None
    if event.verb == "meeting.series_changed" and not can_undo_series_change(event):
        return None
    found = _COMPARING.get(event.verb) or _OTHERS.get(event.verb)
    return found or (_setting if can_put_back(event) else None)


def compares(event: Event) -> bool:
    """Whether the way back refuses by itself what has changed since."""
    return event.verb in _COMPARING
