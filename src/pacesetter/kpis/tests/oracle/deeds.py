"""What becomes of activities by what people do: the verbs once more, on plain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from pacesetter.kpis.tests.oracle.following import Followings
from pacesetter.kpis.tests.oracle.things import (
    OF_WHAT_IS_DONE,
    ChangeOfRhythm,
    Deed,
    Edit,
    Refused,
    Rhythm,
    Thing,
    Undoable,
)
from pacesetter.kpis.tests.oracle.world import World


class Diary(Followings):
    """All activities in the order in which they came to be."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.edits: list[Edit | ChangeOfRhythm] = []
        self.undoable: list[Undoable] = []

    def do(self, deed: Deed) -> None:
        """Carry the deed out. Raises `Refused` and changes nothing where it cannot be."""
        self.deed += 1
        if deed.verb in ("plan", "log"):
            self._begin(deed)
        elif deed.verb == "undo_edit":
            self._must(bool(self.edits) and deed.of is not None)
            self._undo_edit(self.edits[(deed.of or 0) % len(self.edits)])
        elif deed.verb == "take_back":
            self._must(bool(self.undoable) and deed.of is not None)
            self._take_back(self.undoable[(deed.of or 0) % len(self.undoable)])
        elif self.things:
            self._go_on(self.things[deed.activity % len(self.things)], deed)

    def _begin(self, deed: Deed) -> None:
        thing = Thing(deed.sort, deed.owner, deed.company, deed.provenance, created_by=deed.by)
        thing.participants = deed.participants - {deed.owner}
        thing.changed_by_deed = self.deed
        minutes = self.world.sorts[deed.sort].default_minutes if deed.minutes is None else deed.minutes
        value_minor = deed.value_minor or 0
        if deed.verb == "plan":
            thing.booked_on, thing.booked_for = self._day(deed.at, deed.owner), deed.owner
            thing.planned_minutes, thing.planned_value_minor = minutes, value_minor
            thing.due_on = deed.due_on
        else:
            self._allowed(deed.sort, deed.outcome)
            self._done(thing, deed)
            thing.minutes, thing.value_minor = minutes, value_minor
            # What follows is written first.
            self.plan_next_step(thing, deed.by)
        self.things.append(thing)

    def _go_on(self, thing: Thing, deed: Deed) -> None:
        if deed.verb == "restore":
            return self._restore(thing)
        if deed.verb == "drop_next_step":
            return self._must(self.take_back_next_step(thing))
        if deed.verb == "take_next_step":
            return self.take_next_step(thing, deed.by)
        self._must(not thing.deleted)
        if deed.verb in ("repeat", "stop_repeating"):
            return self._change_rhythm(thing, deed)
        before = thing.values()
        with self._changing(thing):
            if deed.verb == "delete":
                self._delete(thing)
            elif deed.verb == "complete":
                self._complete(thing, deed)
            elif deed.verb == "reopen":
                self._reopen(thing)
            elif deed.verb == "cancel":
                self._must(thing.status == "planned")
                thing.status = "cancelled"
            elif deed.verb in ("reschedule", "snooze"):
                self._must(thing.status == "planned")
                thing.due_on = deed.due_on
            elif deed.verb == "mark_duplicate":
                self._mark_duplicate(thing, deed)
            else:
                self._edit(thing, deed)
        self._remember(thing, deed, before)
        return None

    @contextmanager
    def _changing(self, thing: Thing) -> Iterator[None]:
        """What changes nothing leaves it as somebody else left it."""

        def seen() -> tuple[object, ...]:
            return thing.values(), thing.status, thing.deleted, thing.duplicate_of

        before = seen()
        yield
        if seen() != before:
            thing.changed_by_deed = self.deed

    def _remember(self, thing: Thing, deed: Deed, before: dict[str, object]) -> None:
        after = thing.values()
        changed = [name for name in before if before[name] != after[name]]
        if deed.verb in ("edit", "reschedule", "snooze") and changed:
            edit = Edit(thing, {name: before[name] for name in changed}, {name: after[name] for name in changed})
            self.edits.append(edit)
            if "owner" in changed:
                thing.last_change_of_owner = edit
        if deed.verb in ("complete", "cancel", "delete"):
            self.undoable.append(Undoable(deed.verb, thing))
        elif deed.verb in ("reschedule", "snooze"):
            self.undoable.append(Undoable("moved", thing, before["due_on"], after["due_on"]))
        elif deed.verb == "edit" and "owner" in deed.edits:
            self.undoable.append(Undoable("handed over", thing, before["owner"], after["owner"]))

    def _done(self, thing: Thing, deed: Deed) -> None:
        thing.status, thing.completed_at, thing.outcome = "completed", deed.at, deed.outcome
        thing.completed_on = self._day(deed.at, thing.owner)
        thing.completed_by = thing.owner if deed.by is None else deed.by

    def _complete(self, thing: Thing, deed: Deed) -> None:
        self._must(thing.status == "planned")
        self._allowed(thing.sort, deed.outcome)
        self._done(thing, deed)
        thing.was_planned = True
        thing.minutes = thing.planned_minutes if deed.minutes is None else deed.minutes
        thing.value_minor = thing.planned_value_minor if deed.value_minor is None else deed.value_minor
        self.plan_next_turn(thing, deed.by)
        self.plan_next_step(thing, deed.by)

    def _reopen(self, thing: Thing) -> None:
        self._must(not thing.deleted and thing.status in ("completed", "cancelled"))
        if thing.status == "completed":
            self.take_back_next_turn(thing)
            self.take_back_next_step(thing)
            if thing.booked_on is None and not thing.was_planned:
                thing.due_on = thing.due_on or thing.completed_on
                thing.planned_minutes, thing.planned_value_minor = thing.minutes, thing.value_minor
        thing.status, thing.completed_at, thing.completed_on = "planned", None, None
        thing.completed_by = thing.outcome = None
        thing.minutes = thing.value_minor = 0

    def _delete(self, thing: Thing) -> None:
        self._must(all(other.deleted for other in self.duplicates_of(thing)))
        if thing.status == "completed":
            self.take_back_next_step(thing, for_good=False)
        thing.deleted = True

    def _restore(self, thing: Thing) -> None:
        self._must(self.may_be_restored(thing))
        thing.deleted, thing.changed_by_deed = False, self.deed
        if thing.status == "completed":
            self.put_next_step_back(thing)

    def _mark_duplicate(self, thing: Thing, deed: Deed) -> None:
        if deed.of is None:
            thing.duplicate_of = None
            return
        place = deed.of % len(self.things)
        original = self.things[place]
        self._must(original is not thing and not original.deleted and original.duplicate_of is None)
        self._must(not self.duplicates_of(thing))
        thing.duplicate_of = place

    def _edit(self, thing: Thing, deed: Deed) -> None:
        edits = deed.edits
        sort = deed.sort if "activity_type" in edits else thing.sort
        if {"outcome", "completed_at", "completed_by"} & edits:
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
            thing.participants -= {deed.owner}
        if "participants" in edits:
            thing.participants = deed.participants - {thing.owner}
        if "company" in edits:
            thing.company = deed.company
        if "outcome" in edits:
            thing.outcome = deed.outcome
        if "completed_at" in edits:
            thing.completed_at, thing.completed_on = deed.at, self._day(deed.at, thing.owner)
        if "completed_by" in edits:
            thing.completed_by = deed.owner if deed.by is None else deed.by
        done = thing.status == "completed"
        if "minutes" in edits and deed.minutes is not None:
            setattr(thing, "minutes" if done else "planned_minutes", deed.minutes)
        if "value_minor" in edits and deed.value_minor is not None:
            setattr(thing, "value_minor" if done else "planned_value_minor", deed.value_minor)

    def _change_rhythm(self, thing: Thing, deed: Deed) -> None:
        before = None if thing.rhythm is None else thing.rhythm.state()
        if deed.verb == "stop_repeating":
            if thing.rhythm is None or thing.rhythm.stopped is not None:
                return
            thing.rhythm.stopped = self.deed
        else:
            self._must(thing.status == "planned" and thing.due_on is not None)
            if before is not None and (before[0], before[1], before[3]) == (deed.every, deed.unit, None):
                return
            if thing.rhythm is None:
                thing.rhythm, thing.number = Rhythm(deed.every, deed.unit, thing.due_on), 1
            else:
                _set(thing.rhythm, (deed.every, deed.unit, thing.due_on, None))
        assert thing.rhythm is not None
        self.edits.append(ChangeOfRhythm(thing, before, thing.rhythm.state()))

    def _undo_edit(self, edit: Edit | ChangeOfRhythm) -> None:
        thing = edit.thing
        self._must(not thing.deleted)
        if isinstance(edit, ChangeOfRhythm):
            return self._old_rhythm(edit)
        self._must(all(getattr(thing, name) == value for name, value in edit.after.items()))
        done = thing.status == "completed"
        self._must(done or not edit.before.keys() & OF_WHAT_IS_DONE)
        if done and {"sort", "outcome"} & edit.before.keys():
            old = {"sort": thing.sort, "outcome": thing.outcome} | edit.before
            self._allowed(old["sort"], old["outcome"])  # type: ignore[arg-type]
        with self._changing(thing):
            for name, value in edit.before.items():
                setattr(thing, name, value)
            thing.participants -= {thing.owner}
        return None

    def _old_rhythm(self, edit: ChangeOfRhythm) -> None:
        thing = edit.thing
        self._must(thing.status == "planned" and (thing.rhythm and thing.rhythm.state()) == edit.after)
        rhythm = thing.rhythm
        assert rhythm is not None
        if edit.before is not None:
            _set(rhythm, edit.before)
            return
        for one in self.things:
            if one.rhythm is rhythm:
                one.rhythm, one.number = None, 0

    def _take_back(self, undo: Undoable) -> None:
        thing = undo.thing
        if undo.kind == "delete":
            self._restore(thing)
        elif undo.kind == "moved":
            self._must(thing.status == "planned" and not thing.deleted and thing.due_on == undo.after)
            with self._changing(thing):
                thing.due_on = undo.before  # type: ignore[assignment]
        elif undo.kind == "handed over":
            edit = thing.last_change_of_owner
            self._must(edit is not None and thing.status == "planned")
            assert edit is not None
            self._must((edit.before["owner"], edit.after["owner"]) == (undo.before, undo.after))
            self._undo_edit(edit)
        else:
            self._must(thing.status == {"complete": "completed", "cancel": "cancelled"}[undo.kind])
            with self._changing(thing):
                self._reopen(thing)

    def _day(self, moment: datetime, person: int) -> date:
        return moment.astimezone(self.world.zone_of(person)).date()

    def _allowed(self, sort: int, outcome: int | None) -> None:
        self._must(outcome is None or outcome in self.world.sorts[sort].outcomes)

    def _must(self, so: bool) -> None:
        if not so:
            raise Refused


def _set(rhythm: Rhythm, state: tuple[object, ...]) -> None:
    rhythm.every, rhythm.unit, rhythm.anchor_on, rhythm.stopped = state  # type: ignore[assignment]
