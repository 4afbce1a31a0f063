"""Ask everybody anew, where the way by which they were asked has come to an end."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.state import is_off
from pacesetter.meetings.telling import tell_anew
from pacesetter.meetings.transports import transport_of
from pacesetter.people.models import Member


def ask_anew(activity: Activity, *, by: Member) -> Meeting:
    """Send new requests, by mail or from the calendar that is connected now. What stands in the old calendar is the
    organiser's to delete. Raises a `Refusal` where the old way works, or the meeting is over or does not take place."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(activity=activity).first()
        transport = transport_of(meeting) if meeting else None
        if meeting is None or transport is None or not transport.standing(meeting).can_begin_anew:
            raise Refusal(_("This meeting is well where it is."), code="not_needed")
        if is_off(activity) or activity.due_at is None or activity.due_at <= clock.now():
            raise Refusal(_("This meeting is over, or does not take place."), code="over")
        tell_anew(activity, meeting)
        events.record("meeting.asked_anew", "activity", activity.pk, by_id=by.pk, data={})
    return meeting
