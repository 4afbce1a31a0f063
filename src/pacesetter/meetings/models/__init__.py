"""The tables of meetings."""

from pacesetter.meetings.models.answer import MeetingAnswer
from pacesetter.meetings.models.attendee import MeetingAttendee
from pacesetter.meetings.models.booking import Booking, BookingPage
from pacesetter.meetings.models.feed import CalendarFeed
from pacesetter.meetings.models.meeting import Meeting
from pacesetter.meetings.models.series import MeetingOccurrence, MeetingSeries, OccurrenceAnswer, SeriesGuest

__all__ = [
    "Booking",
    "BookingPage",
    "CalendarFeed",
    "Meeting",
    "MeetingAnswer",
    "MeetingAttendee",
    "MeetingOccurrence",
    "MeetingSeries",
    "OccurrenceAnswer",
    "SeriesGuest",
]
