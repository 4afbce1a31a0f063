"""Meeting requests that calendars understand: iCalendar objects of iTIP, composed and read (RFC 5545, 5546, 6047).

Pure: no Django, no network, no clock. Who gets which message when a meeting changes is in `changes`.
"""

from pacesetter.itip.answer import Answer, Method, PartStat, Proposal
from pacesetter.itip.changes import messages_for
from pacesetter.itip.compose import cancel, decline_counter, occurrence_request, publish, request
from pacesetter.itip.meeting import Attendee, CalendarUser, Meeting, Occurrence, Role
from pacesetter.itip.order import supersedes
from pacesetter.itip.read import Unreadable, read_answers
from pacesetter.itip.recurrence import Frequency, Recurrence, occurrences
from pacesetter.itip.told import Message, Told

__all__ = [
    "Answer",
    "Attendee",
    "CalendarUser",
    "Frequency",
    "Meeting",
    "Message",
    "Method",
    "Occurrence",
    "PartStat",
    "Proposal",
    "Recurrence",
    "Role",
    "Told",
    "Unreadable",
    "cancel",
    "decline_counter",
    "messages_for",
    "occurrence_request",
    "occurrences",
    "publish",
    "read_answers",
    "request",
    "supersedes",
]
