"""The tables of meetings."""

from pacesetter.meetings.models.answer import MeetingAnswer
from pacesetter.meetings.models.attendee import MeetingAttendee
from pacesetter.meetings.models.feed import CalendarFeed
from pacesetter.meetings.models.meeting import Meeting

__all__ = ["CalendarFeed", "Meeting", "MeetingAnswer", "MeetingAttendee"]
