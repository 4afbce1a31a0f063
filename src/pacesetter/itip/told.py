"""What follows from a change of a meeting."""

from dataclasses import dataclass
from datetime import datetime

from pacesetter.itip.answer import Method
from pacesetter.itip.meeting import Attendee, Meeting


@dataclass(frozen=True, slots=True)
class Message:
    """One message, the same for each of its recipients; everybody gets a mail of their own. `original_at` is the
    occurrence that it is about, None where it is about the whole."""

    method: Method
    to: tuple[Attendee, ...]
    content: bytes
    original_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What follows from a change: the meeting as it is now known to attendees, and the messages that say so.

    `asked_anew` says that earlier answers no longer count; `asked_at` are occurrences of which that is so, where the
    answers to the rest still do.
    """

    meeting: Meeting
    messages: tuple[Message, ...]
    asked_anew: bool = False
    asked_at: tuple[datetime, ...] = ()
