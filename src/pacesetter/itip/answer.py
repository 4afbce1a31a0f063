"""What comes back from an attendee's calendar."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Method(StrEnum):
    """What an iTIP message asks for or says (RFC 5546, section 1.4)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    REPLY = "REPLY"
    COUNTER = "COUNTER"
    DECLINECOUNTER = "DECLINECOUNTER"
    REFRESH = "REFRESH"


ANSWERS = frozenset({Method.REPLY, Method.COUNTER, Method.REFRESH})


class PartStat(StrEnum):
    """Whether an attendee takes part (RFC 5545, section 3.2.12)."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    TENTATIVE = "TENTATIVE"
    DELEGATED = "DELEGATED"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a COUNTER would rather have. None and empty where it proposes nothing of the kind."""

    starts_at: datetime | None
    ends_at: datetime | None
    place: str
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer about one meeting, or about one occurrence of it.

    Moments are aware and in UTC. `sequence` is None where the sender left it out. `address` is the attendee that the
    answer is for and `sent_by` who answered in their place; `delegated_to` is who comes instead of the attendee, and
    `delegated_from` in whose place the attendee comes. All are bare addresses in lower case, empty where missing.
    There is no organiser here on purpose: Exchange leaves it out, so nothing may depend on it.
    """

    method: Method
    uid: str
    address: str
    status: PartStat = PartStat.NEEDS_ACTION
    sequence: int | None = None
    stamp: datetime | None = None
    occurrence_at: datetime | None = None
    sent_by: str = ""
    delegated_to: str = ""
    delegated_from: str = ""
    name: str = ""
    comment: str = ""
    proposal: Proposal | None = None
