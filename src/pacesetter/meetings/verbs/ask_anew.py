"""Ask everybody anew, where the way by which they were asked has come to an end."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Meeting, MeetingSeries
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.occurrences import held_meeting_of, occurrence_of
from pacesetter.meetings.series.planning import plan_ahead
from pacesetter.meetings.series.remapping import split
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.series.telling import tell_series_anew
from pacesetter.meetings.series.upcoming import first_to_come
from pacesetter.meetings.state import is_off
from pacesetter.meetings.telling import tell_anew
from pacesetter.meetings.together import tell_of_series, told_together
from pacesetter.meetings.transports import transport_of
from pacesetter.people.models import Member


def ask_anew(activity: Activity, *, by: Member) -> Meeting:
    """Send new requests, by mail or from the calendar that is connected now. What stands in the old calendar is the
    organiser's to delete. Of a series it is what is still to come, which goes on by itself. Raises a `Refusal` where
    the old way works, or the meeting is over or does not take place."""
    with transaction.atomic():
        occurrence = occurrence_of(activity)
        series = locked(occurrence.series_id, by) if occurrence is not None else None
        meeting = held_meeting_of(activity)
        transport = transport_of(meeting) if meeting else None
        if meeting is None or transport is None or not transport.standing(meeting).can_begin_anew:
            raise Refusal(_("This meeting is well where it is."), code="not_needed")
        if is_off(activity) or activity.due_at is None or activity.due_at <= clock.now():
            raise Refusal(_("This meeting is over, or does not take place."), code="over")
        if series is not None:
            _ask_anew_to(series, meeting, by)
        else:
            tell_anew(activity, meeting)
        events.record("meeting.asked_anew", "activity", activity.pk, by_id=by.pk, data={})
    return meeting


def _ask_anew_to(series: MeetingSeries, meeting: Meeting, by: Member) -> None:
    earliest = first_to_come(series)
    if earliest is None:
        raise Refusal(_("This meeting is over, or does not take place."), code="over")
    if earliest == starts_of(series)[0]:
        tell_series_anew(series, meeting)
        return
    with told_together():
        fresh = split(series, earliest, by=by)
        plan_ahead(fresh, by=by)
        tell_of_series(fresh)
