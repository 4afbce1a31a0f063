"""Try once more to tell attendees of the last change, where the calendar refused it and it was given up."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import Activity
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.series.occurrences import held_meeting_of
from pacesetter.meetings.transports import transport_of
from pacesetter.people.models import Member


def tell_again(activity: Activity, *, by: Member) -> Meeting:
    """Also of a meeting that is called off: its attendees still have it. What did go through is not told twice. Raises
    a `Refusal` where nothing was given up."""
    with transaction.atomic():
        meeting = held_meeting_of(activity)
        transport = transport_of(meeting) if meeting else None
        if meeting is None or transport is None or not transport.standing(meeting).can_try_again:
            raise Refusal(_("This is being tried again already, or has ended."), code="not_needed")
        transport.try_again(meeting)
        events.record("meeting.told_again", "activity", activity.pk, by_id=by.pk, data={})
    return meeting
