"""Activities as plain values, what people do to them, and what is kept of that so that it can be undone."""

from dataclasses import dataclass, field
from datetime import date, datetime


class Refused(Exception):
    """The verb must be refused."""


@dataclass(frozen=True)
class Deed:
    """One verb on one activity. Each verb takes from it what it needs; `edits` names the fields that an edit gives,
    `of` another activity or something done before."""

    verb: str
    activity: int
    by: int | None
    at: datetime
    due_on: date
    sort: int
    owner: int
    company: int | None
    participants: frozenset[int]
    outcome: int | None
    minutes: int | None
    value_minor: int | None
    provenance: str
    keep_booking: bool
    of: int | None
    edits: frozenset[str]
    every: int
    unit: str


@dataclass
class Rhythm:
    """How a to-do comes back. `stopped` is the number of the deed that ended it."""

    every: int
    unit: str
    anchor_on: date | None
    stopped: int | None = None

    def state(self) -> tuple[object, ...]:
        return self.every, self.unit, self.anchor_on, self.stopped


@dataclass
class Thing:
    """An activity as it stands."""

    sort: int
    owner: int
    company: int | None
    provenance: str
    created_by: int | None
    status: str = "planned"
    participants: frozenset[int] = frozenset()
    due_on: date | None = None
    booked_on: date | None = None
    booked_for: int | None = None
    completed_at: datetime | None = None
    completed_on: date | None = None
    completed_by: int | None = None
    outcome: int | None = None
    minutes: int = 0
    value_minor: int = 0
    planned_minutes: int = 0
    planned_value_minor: int = 0
    deleted: bool = False
    duplicate_of: int | None = None
    # Whether it was ever completed from a plan, and not only recorded when it was done.
    was_planned: bool = False
    # The deed that changed it last.
    changed_by_deed: int = 0
    # Its place in a rhythm, and of what was planned by one the deed that left it as it was planned.
    rhythm: Rhythm | None = None
    number: int = 0
    turn_planned_by_deed: int | None = None
    last_change_of_owner: "Edit | None" = None

    def values(self) -> dict[str, object]:
        """What an edit can change."""
        return {name: getattr(self, name) for name in EDITABLE}


EDITABLE = (
    "sort",
    "owner",
    "company",
    "participants",
    "due_on",
    "booked_for",
    "completed_at",
    "completed_on",
    "completed_by",
    "outcome",
    "minutes",
    "value_minor",
    "planned_minutes",
    "planned_value_minor",
)
OF_WHAT_IS_DONE = {"completed_at", "completed_on", "completed_by", "outcome", "minutes", "value_minor"}


@dataclass(frozen=True)
class Edit:
    """What an edit changed: the values before and after."""

    thing: Thing
    before: dict[str, object]
    after: dict[str, object]


@dataclass(frozen=True)
class ChangeOfRhythm:
    """The state of a rhythm before and after; None is no rhythm."""

    thing: Thing
    before: tuple[object, ...] | None
    after: tuple[object, ...] | None


@dataclass(frozen=True)
class Undoable:
    """What one press of "undo" takes back: what was done to which activity, with what mattered of it."""

    kind: str
    thing: Thing
    before: object = None
    after: object = None


@dataclass
class Taken:
    """`planned` followed from `after` by a rule, the `number`th time in a row."""

    after: Thing
    planned: Thing
    number: int
    left_by_deed: int
    rule: object = field(default=None)
