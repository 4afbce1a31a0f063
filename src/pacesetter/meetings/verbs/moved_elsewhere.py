"""The organiser has moved a meeting in a calendar of their own."""

from datetime import datetime

from django.db import transaction

from pacesetter import events
from pacesetter.activities.models import Status
from pacesetter.activities.verbs import edit, reschedule
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.together import told_together


def moved_elsewhere(meeting: Meeting, *, starts_at: datetime, ends_at: datetime) -> bool:
    """Let the activity have the time that the calendar has by now. Attendees heard of it from there, so nobody is told.

    Answers whether it could: an activity that is completed, or in a closed period, keeps its time.
    """
    activity = meeting.activity
    if activity.status != Status.PLANNED or activity.deleted_at is not None:
        return False
    try:
        with transaction.atomic(), told_together():
            # What attendees were told is what they were told there.
            Meeting.objects.filter(pk=meeting.pk).update(starts_at=starts_at, ends_at=ends_at)
            reschedule(activity, by=None, due_at=starts_at, reason="in the calendar")
            edit(activity, by=None, minutes=max(1, int((ends_at - starts_at).total_seconds()) // 60))
            events.record("meeting.moved_elsewhere", "activity", activity.pk, by_id=None, data={})
    except Refusal:
        return False
    meeting.refresh_from_db()
    return True
