"""One activity of the demo organisation from its planning to its end."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from pacesetter.demo.cast.catalogue import TypeOf
from pacesetter.demo.cast.companies import CompanyOf, ContactOf


class State(StrEnum):
    """Where an activity stands at a moment. `UNKNOWN`: nobody has thought of it yet."""

    UNKNOWN = "unknown"
    PLANNED = "planned"
    COMPLETED = "completed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Happening:
    """An activity with all its moments. People are named by their keys.

    One that was never planned has no `booked_at`; one that nobody has got round to has neither `done_at` nor
    `cancelled_at`. Whoever hands a to-do over does so on leaving.
    """

    kind: TypeOf
    owner: str
    created_by: str
    company: CompanyOf | None = None
    contact: ContactOf | None = None
    booked_at: datetime | None = None
    due_on: date | None = None
    due_at: datetime | None = None
    done_at: datetime | None = None
    done_by: str = ""
    cancelled_at: datetime | None = None
    outcome: str = ""
    planned_minutes: int = 0
    minutes: int = 0
    value_minor: int = 0
    subject: str = ""
    note: str = ""
    participants: tuple[str, ...] = ()
    provenance: str = "typed"
    opened: bool | None = None
    key: str = ""

    @property
    def begins_at(self) -> datetime:
        """When it first comes into the books."""
        moment = self.booked_at or self.done_at
        if moment is None:
            raise ValueError(f"{self.subject} is neither planned nor done")
        return moment

    @property
    def ends_at(self) -> datetime | None:
        """When it was completed or cancelled; None where it is open for good."""
        return self.done_at or self.cancelled_at

    def state_at(self, moment: datetime) -> State:
        """Where it stands at the moment."""
        if self.begins_at > moment:
            return State.UNKNOWN
        if self.done_at is not None and self.done_at <= moment:
            return State.COMPLETED
        if self.cancelled_at is not None and self.cancelled_at <= moment:
            return State.CANCELLED
        return State.PLANNED

    def over_before(self, moment: datetime) -> bool:
        """Whether nothing about it changes from the moment on."""
        return self.ends_at is not None and self.ends_at < moment

    @property
    def fits_in_a_file(self) -> bool:
        """Whether a row of a file can say all of it: who else took part, that somebody else did it, or when it was
        cancelled, it can't."""
        return self.done_at is not None and self.done_by == self.owner and not self.participants

    def named(self, key: str) -> "Happening":
        return replace(self, key=key)
