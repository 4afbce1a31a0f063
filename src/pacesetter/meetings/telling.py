"""Tell attendees what they have to know: in the transaction of the verb, any number of times."""

from datetime import datetime

from django.db import transaction

from pacesetter import itip
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.itip import Told, messages_for
from pacesetter.meetings.keeping import begin_anew, keep, new_meeting
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.passing_on import pass_on
from pacesetter.meetings.people import Invited, invited_to
from pacesetter.meetings.series.occurrences import occurrence_of, refuse_what_lies_outside
from pacesetter.meetings.series.telling import tell_series
from pacesetter.meetings.state import is_off, told, wanted, wants_request


def tell_now(activity: Activity, *, comment: str = "") -> Meeting | None:
    """Write the mails that follow from what the activity is now, against what attendees were told; none where nothing
    that they see has changed. Returns the meeting, None where there never was one.

    The mails are rows of the outbox in the caller's transaction, so they go out exactly when the change is kept.
    """
    with transaction.atomic():
        occurrence = occurrence_of(activity)
        if occurrence is not None:
            # A verb tells before it has saved: what the caller holds is the newer one.
            occurrence.activity = activity
            refuse_what_lies_outside(occurrence)
            return tell_series(occurrence.series, comment=comment, newest=activity)
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(activity=activity).first()
        if meeting is None and (is_off(activity) or not wants_request(activity)):
            return None
        before = told(meeting) if meeting is not None else None
        meeting = meeting or new_meeting(activity)
        now = clock.now()
        invited = invited_to(activity)
        after = wanted(activity, meeting, invited, now)
        if _is_past(before, after, now):
            return meeting if before is not None else None
        _tell(activity, meeting, invited, messages_for(before, after, stamp=now, comment=comment), before, comment)
    return meeting


def tell_anew(activity: Activity, meeting: Meeting) -> Meeting:
    """Ask everybody as if nobody had been asked yet, by the way that is there now; under another name, since calendars
    believe changes of the old one only from where that came from. Earlier answers stay to be read, and count no more.
    """
    with transaction.atomic():
        begin_anew(meeting, new_meeting(activity))
        invited = invited_to(activity)
        after = wanted(activity, meeting, invited, clock.now())
        _tell(activity, meeting, invited, messages_for(None, after, stamp=after.stamp), None, "")
    return meeting


def _tell(
    activity: Activity,
    meeting: Meeting,
    invited: list[Invited],
    outcome: Told,
    before: itip.Meeting | None,
    comment: str,
) -> None:
    keep(meeting, outcome, invited)
    pass_on(activity.owner, meeting, outcome, before, comment)


def _is_past(before: itip.Meeting | None, after: itip.Meeting, now: datetime) -> bool:
    """Whether it was over before, and still is: nobody is asked to come to the past, and what has been is not called
    off, whatever becomes of the record of it."""
    was_over = before is None or before.is_cancelled or before.ends_at <= now
    return was_over and (after.is_cancelled or after.ends_at <= now)
