"""The organiser has moved a meeting in a calendar of their own."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pacesetter import events, itip
from pacesetter.activities.models import Status
from pacesetter.activities.verbs import edit, reschedule
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Meeting, MeetingOccurrence
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.planning import plan_one
from pacesetter.meetings.series.state import kept, occurrence_from
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


def one_moved_elsewhere(meeting: Meeting, original_at: datetime, *, starts_at: datetime, ends_at: datetime) -> bool:
    """The same of one meeting of a series. One that is no activity yet is planned now."""
    try:
        with transaction.atomic(), told_together():
            assert meeting.series_id is not None  # noqa: S101 - the caller reads series
            series = locked(meeting.series_id, None)
            row = series.occurrences.filter(original_at=original_at).first()
            if row is None or row.activity is None:
                plan_one(series, original_at, by=None)
                row = MeetingOccurrence.objects.get(series=series, original_at=original_at)
            activity = row.activity
            if activity is None or activity.status != Status.PLANNED or activity.deleted_at is not None:
                return False
            length = meeting.ends_at - meeting.starts_at
            was = occurrence_from(row) or itip.Occurrence(original_at, original_at)
            told = replace(was, starts_at=starts_at, ends_at=ends_at if ends_at - starts_at != length else None)
            row.told = kept(told, (row.told or {}).get("people"))
            row.save(update_fields=["told"])
            reschedule(activity, by=None, due_at=starts_at, reason="in the calendar")
            edit(activity, by=None, minutes=max(1, int((ends_at - starts_at).total_seconds()) // 60))
            events.record("meeting.moved_elsewhere", "activity", activity.pk, by_id=None, data={})
    except Refusal:
        return False
    return True
