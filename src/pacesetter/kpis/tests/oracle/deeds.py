"""What people do to activities, and what becomes of these: the verbs once more, on plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime

from pacesetter.kpis.tests.oracle.world import World


class Refused(Exception):
    """The verb must be refused."""


@dataclass(frozen=True)
class Deed:
    """One verb on one activity. Each verb takes from it what it needs; `edits` names the fields that an edit gives."""

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


@dataclass
class Thing:
    """An activity as it stands."""

    sort: int
    owner: int
    company: int | None
    provenance: str
    created_by: int | None
    status: str = "planned"
    participants: set[int] = field(default_factory=set)
    booked_on: date | None = None
    booked_for: int | None = None
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


class Diary:
    """All activities in the order in which they came to be."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.things: list[Thing] = []

    def do(self, deed: Deed) -> None:
        """Carry the deed out. Raises `Refused` and changes nothing where it cannot be."""
        if deed.verb in ("plan", "log"):
            self._begin(deed)
        elif self.things:
            self._go_on(self.things[deed.activity % len(self.things)], deed)

    def _begin(self, deed: Deed) -> None:
        thing = Thing(deed.sort, deed.owner, deed.company, deed.provenance, created_by=deed.by)
        thing.participants = set(deed.participants - {deed.owner})
        day = self._day(deed.at, deed.owner)
        minutes = self.world.sorts[deed.sort].default_minutes if deed.minutes is None else deed.minutes
        value_minor = deed.value_minor or 0
        if deed.verb == "plan":
            thing.booked_on, thing.booked_for = day, deed.owner
            thing.planned_minutes, thing.planned_value_minor = minutes, value_minor
        else:
            self._allowed(deed.sort, deed.outcome)
            thing.status, thing.completed_on, thing.outcome = "completed", day, deed.outcome
            thing.completed_by = deed.owner if deed.by is None else deed.by
            thing.minutes, thing.value_minor = minutes, value_minor
        self.things.append(thing)

    def _go_on(self, thing: Thing, deed: Deed) -> None:
        if deed.verb == "restore":
            self._must(thing.deleted)
            self._must(thing.duplicate_of is None or not self.things[thing.duplicate_of].deleted)
            thing.deleted = False
            return
        self._must(not thing.deleted)
        if deed.verb == "delete":
            self._must(all(other.deleted for other in self._duplicates_of(thing)))
            thing.deleted = True
        elif deed.verb == "complete":
            self._complete(thing, deed)
        elif deed.verb == "reopen":
            self._reopen(thing)
        elif deed.verb == "cancel":
            self._must(thing.status == "planned")
            thing.status = "cancelled"
        elif deed.verb in ("reschedule", "snooze"):
            self._must(thing.status == "planned")
        elif deed.verb == "mark_duplicate":
            self._mark_duplicate(thing, deed)
        else:
            self._edit(thing, deed)

    def _complete(self, thing: Thing, deed: Deed) -> None:
        self._must(thing.status == "planned")
        self._allowed(thing.sort, deed.outcome)
        thing.status, thing.completed_on, thing.outcome = "completed", self._day(deed.at, thing.owner), deed.outcome
        thing.completed_by = thing.owner if deed.by is None else deed.by
        thing.was_planned = True
        thing.minutes = thing.planned_minutes if deed.minutes is None else deed.minutes
        thing.value_minor = thing.planned_value_minor if deed.value_minor is None else deed.value_minor

    def _reopen(self, thing: Thing) -> None:
        self._must(thing.status in ("completed", "cancelled"))
        if thing.status == "completed" and thing.booked_on is None and not thing.was_planned:
            thing.planned_minutes, thing.planned_value_minor = thing.minutes, thing.value_minor
        thing.status, thing.completed_on, thing.completed_by, thing.outcome = "planned", None, None, None
        thing.minutes = thing.value_minor = 0

    def _mark_duplicate(self, thing: Thing, deed: Deed) -> None:
        if deed.of is None:
            thing.duplicate_of = None
            return
        place = deed.of % len(self.things)
        original = self.things[place]
        self._must(original is not thing and not original.deleted and original.duplicate_of is None)
        self._must(not self._duplicates_of(thing))
        thing.duplicate_of = place

    def _duplicates_of(self, thing: Thing) -> list[Thing]:
        here = next(index for index, other in enumerate(self.things) if other is thing)
        return [other for other in self.things if other.duplicate_of == here]

    def _edit(self, thing: Thing, deed: Deed) -> None:
        edits = deed.edits
        sort = deed.sort if "activity_type" in edits else thing.sort
        if {"outcome", "completed_at"} & edits:
            self._must(thing.status == "completed")
        if "outcome" in edits:
            self._allowed(sort, deed.outcome)
        elif sort != thing.sort and thing.outcome is not None:
            self._allowed(sort, thing.outcome)
        thing.sort = sort
        if "owner" in edits and deed.owner != thing.owner:
            thing.owner = deed.owner
            if thing.booked_for is not None and not deed.keep_booking:
                thing.booked_for = deed.owner
            thing.participants.discard(deed.owner)
        if "participants" in edits:
            thing.participants = set(deed.participants - {thing.owner})
        if "company" in edits:
            thing.company = deed.company
        if "outcome" in edits:
            thing.outcome = deed.outcome
        if "completed_at" in edits:
            thing.completed_on = self._day(deed.at, thing.owner)
        done = thing.status == "completed"
        if "minutes" in edits and deed.minutes is not None:
            setattr(thing, "minutes" if done else "planned_minutes", deed.minutes)
        if "value_minor" in edits and deed.value_minor is not None:
            setattr(thing, "value_minor" if done else "planned_value_minor", deed.value_minor)

    def _day(self, moment: datetime, person: int) -> date:
        return moment.astimezone(self.world.zone_of(person)).date()

    def _allowed(self, sort: int, outcome: int | None) -> None:
        self._must(outcome is None or outcome in self.world.sorts[sort].outcomes)

    def _must(self, so: bool) -> None:
        if not so:
            raise Refused
