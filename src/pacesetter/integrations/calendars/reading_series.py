"""What has become of a series in a connected calendar: answers to all of it or to one, and occurrences that the
organiser has moved there."""

from datetime import datetime, timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.calendars.account import CalendarAccount
from pacesetter.integrations.calendars.answers_of_series import record_answers_to_series
from pacesetter.integrations.calendars.event import Event, moved_there
from pacesetter.integrations.calendars.wanted import wanted_event
from pacesetter.integrations.calendars.writing_series import AROUND, sent_single
from pacesetter.integrations.models import CalendarEvent
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.verbs.moved_elsewhere import one_moved_elsewhere

# How far ahead it is looked at; answers to what is further ahead come with those to all.
_AHEAD = timedelta(days=400)


def take_series(row: CalendarEvent, there: Event, account: CalendarAccount) -> None:
    """Take over what can be. Whatever else the organiser has changed there (another rhythm, one that was deleted) is
    left as it is on both sides, and the meeting's page says so."""
    now = clock.now()
    wanted = wanted_event(Meeting.objects.select_related("series").get(pk=row.meeting_id))
    until = min(now + _AHEAD, max(wanted.starts()[-1] + AROUND, now))
    instances = account.instances(there, now - AROUND, until)
    differs = moved_there(row.sent, there)
    if not differs:
        for at in wanted.starts():
            goal = wanted.singles[at] if at in wanted.singles else wanted.by_rule(at)
            if goal is None or goal.ends_at <= now or at >= until - AROUND:
                continue
            one = instances.get(at)
            if one is None or one.is_cancelled:
                differs = True
            elif (one.starts_at, one.ends_at) != (goal.starts_at, goal.ends_at):
                differs = not _take_time(row, at, one, goal) or differs
    record_answers_to_series(row, there, instances, by_mail=not account.tells_organiser)
    if differs != (row.differs_at is not None):
        CalendarEvent.objects.filter(pk=row.pk).update(differs_at=now if differs else None)


def _take_time(row: CalendarEvent, at: datetime, there: Event, goal: Event) -> bool:
    with transaction.atomic():
        meeting = Meeting.objects.select_related("series").get(pk=row.meeting_id)
        if not one_moved_elsewhere(meeting, at, starts_at=there.starts_at, ends_at=there.ends_at):
            return False
        wanted = wanted_event(Meeting.objects.select_related("series").get(pk=row.meeting_id))
        moved = wanted.singles.get(at)
        if moved is None:
            return False
        singles = {**row.sent.get("singles", {}), at.isoformat(): {**sent_single(moved), "mark": there.version}}
        row.version, row.sent = wanted.state, {**row.sent, "singles": singles}
        CalendarEvent.objects.filter(pk=row.pk).update(version=row.version, sent=row.sent)
    return True
