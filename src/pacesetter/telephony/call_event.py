"""One call as a phone system tells of it, whichever system that is. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Direction(StrEnum):
    """Who called whom, seen from the organisation."""

    OUT = "out"
    IN = "in"


class Result(StrEnum):
    """How a call ended."""

    CONNECTED = "connected"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    MISSED = "missed"  # an incoming one that nobody took


@dataclass(frozen=True, slots=True)
class Leg:
    """One connection of a call that is made of several: the one that came first (`parent` is empty), and one for each
    phone that it rang at or was handed on to.

    `is_inbound` where it came to the system, else the system dialled it. `caller` and `callee` are as they were sent,
    empty where withheld. `answered_at` is known only where the system tells when somebody took it; `seconds` and
    `result` only once it is over. `is_timed_by_arrival` where the system gave no time and the report's arrival stands
    for it.
    """

    id: str
    parent: str
    is_inbound: bool
    caller: str
    callee: str
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    seconds: int = 0
    result: Result | None = None
    is_timed_by_arrival: bool = False


@dataclass(frozen=True, slots=True)
class CallEvent:
    """What is known of a call at one moment.

    `call_id` is the system's own name of it. `members` are how the system names our side (an e-mail address, an
    extension, a user's id, a number), the one who spoke first in front. `number` is the other side's as it was sent,
    empty where it is withheld. Moments are aware. `result` and `ended_at` are None while the call goes on; `seconds` is
    the time spoken, 0 where nobody did. `is_internal` is set where the system says so itself. `leg` is set where the
    event tells of one leg alone: then the call is what all of its legs say together (`legs.py`).
    """

    call_id: str
    direction: Direction
    number: str
    members: tuple[str, ...]
    started_at: datetime
    ended_at: datetime | None = None
    seconds: int = 0
    result: Result | None = None
    is_internal: bool = False
    is_timed_by_arrival: bool = False
    leg: Leg | None = None

    @property
    def is_over(self) -> bool:
        return self.ended_at is not None and self.result is not None
