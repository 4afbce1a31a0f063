"""How attendees get to know: by the calendar that keeps the meeting, or by mail."""

from pacesetter import itip
from pacesetter.itip import Told
from pacesetter.meetings.mails import send_messages, send_organisers_copy
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.transports import transport_of
from pacesetter.people.models import Member


def pass_on(owner: Member, meeting: Meeting, outcome: Told, before: itip.Meeting | None, comment: str) -> None:
    """Let them know of what was kept. `before` is what they knew until now, None where that was nothing."""
    transport = transport_of(meeting)
    if transport is not None:
        transport.tell(meeting, comment)
        return
    send_messages(owner, meeting, outcome, before, comment)
    # Where nobody is invited (any more), it still stands in the organiser's calendar.
    if outcome.messages or before is None or outcome.meeting.sequence != before.sequence:
        send_organisers_copy(owner, meeting, outcome.meeting)
