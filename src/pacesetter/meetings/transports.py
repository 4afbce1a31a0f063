"""Other ways than mail by which requests can go out. Meetings know only this protocol; the ways live above.

A meeting stays with the way that made it: attendees' calendars know its organiser and its name from there.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from pacesetter.itip import CalendarUser, Recurrence

if TYPE_CHECKING:
    from pacesetter.meetings.models import Meeting
    from pacesetter.people.models import Member


@dataclass(frozen=True)
class Standing:
    """How a meeting stands with its transport, in words. `trouble` says what is wrong and what to do about it, empty
    where nothing is; `can_begin_anew` where asking everybody anew, by another way, is what helps; `can_try_again` where
    the last change was given up, and may go through by now; `takes_words` where attendees can be told more than that a
    meeting is called off."""

    carried_by: str
    trouble: str | Promise = ""
    can_begin_anew: bool = False
    can_try_again: bool = False
    takes_words: bool = False


class Repeats(NamedTuple):
    """A rule by which a meeting repeats, from its first start on the clock of a zone."""

    rule: Recurrence
    starts_at: datetime
    zone: str


class Transport(Protocol):
    """A way of asking attendees, and of hearing their answers."""

    def organiser_for(self, owner: "Member", repeats: Repeats | None) -> CalendarUser | None:
        """As whom new meetings of this member (that repeat, perhaps) are organised; None where they go another way. In
        a transaction."""

    def carries(self, meeting: "Meeting", repeats: Repeats) -> bool:
        """Whether a meeting that it carries can become a series by this rule."""

    def tell(self, meeting: "Meeting", comment: str) -> None:
        """Attendees are to know of the meeting as its rows have it. Called in the transaction that wrote them, also
        where nothing has changed: it enqueues what goes out, and touches no network."""

    def standing(self, meeting: "Meeting") -> Standing:
        """What the organiser is told of it."""

    def try_again(self, meeting: "Meeting") -> None:
        """Let the last change, which was given up, go out once more. In a transaction."""

    def forget(self, meeting: "Meeting") -> None:
        """The meeting is begun anew by another way; nothing goes out about it from here any more."""


@cache
def transports() -> dict[str, Transport]:
    """Every transport beside mail, by its key, in the order in which they are asked. See `config/registries.py`."""
    return {key: import_string(path)() for key, path in settings.MEETING_TRANSPORTS.items()}


def transport_of(meeting: "Meeting") -> Transport | None:
    """The transport that carries the meeting; None where mail does."""
    return transports()[meeting.transport] if meeting.transport else None


def transport_for(owner: "Member", repeats: Repeats | None = None) -> tuple[str, CalendarUser] | None:
    """The key of the transport that new meetings of this member go by, and their organiser; None for mail."""
    for key, transport in transports().items():
        organiser = transport.organiser_for(owner, repeats)
        if organiser is not None:
            return key, organiser
    return None
