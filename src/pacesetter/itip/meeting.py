"""A meeting as its organiser knows it: the truth from which every message is made."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from pacesetter.itip.answer import PartStat
from pacesetter.itip.recurrence import Recurrence


class Role(StrEnum):
    """How much an attendee is needed (RFC 5545, section 3.2.16)."""

    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"


@dataclass(frozen=True, slots=True)
class CalendarUser:
    """Somebody with a calendar: a bare e-mail address, and the name that others read."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attendee(CalendarUser):
    """Somebody invited, and what they have answered so far. `delegate` is the address of whoever comes instead, and
    `delegate_status` what that one has answered."""

    role: Role = Role.REQUIRED
    status: PartStat = PartStat.NEEDS_ACTION
    delegate: str = ""
    delegate_status: PartStat = PartStat.NEEDS_ACTION

    def asked(self) -> "Attendee":
        """The same, not having answered."""
        return replace(self, status=PartStat.NEEDS_ACTION, delegate="", delegate_status=PartStat.NEEDS_ACTION)

    def answered_as(self, known: "Attendee") -> "Attendee":
        """The same, with the answer of what is known of them."""
        return replace(self, status=known.status, delegate=known.delegate, delegate_status=known.delegate_status)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a recurring meeting that differs from the rule.

    `original_at` is when the rule has it; it names the occurrence for ever (RECURRENCE-ID). An occurrence without
    `starts_at` is taken out. Everything else that is None is as it is with the whole; `attendees` are all who come to
    this one, each with the answer for it.
    """

    original_at: datetime
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    title: str | None = None
    place: str | None = None
    description: str | None = None
    url: str | None = None
    attendees: tuple[Attendee, ...] | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.starts_at is None


@dataclass(frozen=True, slots=True)
class Meeting:
    """All of a meeting. Moments are aware; `zone` is the name of the zone in which a recurring one repeats.

    `sequence` rises by one with every change that attendees have to answer anew; `stamp` is when this state was made.
    """

    uid: str
    organiser: CalendarUser
    starts_at: datetime
    ends_at: datetime
    title: str
    stamp: datetime
    sequence: int = 0
    zone: str = "UTC"
    description: str = ""
    place: str = ""
    url: str = ""
    attendees: tuple[Attendee, ...] = ()
    recurrence: Recurrence | None = None
    exceptions: tuple[Occurrence, ...] = field(default=())
    is_cancelled: bool = False

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None or self.stamp.tzinfo is None:
            raise ValueError("A meeting's moments are aware.")
        if self.ends_at < self.starts_at:
            raise ValueError("A meeting can't end before it starts.")
        if self.exceptions and self.recurrence is None:
            raise ValueError("Only a recurring meeting has occurrences that differ.")

    def attendee(self, address: str) -> Attendee | None:
        """Who is invited under this address, whatever its case."""
        wanted = address.lower()
        return next((one for one in self.attendees if one.address.lower() == wanted), None)
