"""A generated history carried out by the real verbs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.activities.undoing import Deed as Undone
from pacesetter.activities.undoing import State, Step, Undo, due_state, owner_state, undo_of
from pacesetter.activities.verbs.undo_edit import EDITS, RHYTHMS
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.kpis.tests.generated.settled import Settled
from pacesetter.kpis.tests.oracle.things import Deed

# What one press of "undo" takes back, and what it keeps of the activity.
UNDOABLE: dict[str, tuple[Undone, Callable[[Activity], State]]] = {
    "complete": (Undone.COMPLETED, lambda _: ()),
    "cancel": (Undone.CANCELLED, lambda _: ()),
    "delete": (Undone.DELETED, lambda _: ()),
    "reschedule": (Undone.MOVED, due_state),
    "snooze": (Undone.MOVED, due_state),
    "edit": (Undone.HANDED_OVER, owner_state),
}


class Performance:
    """The real verbs on a settled world. `activities` are in the order in which they came to be, those too that were
    planned by themselves. Each deed has a moment of its own, a second after the last."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.activities: list[Activity] = []
        self._edits: list[tuple[Activity, int]] = []
        self._undos: list[tuple[Activity, Undo]] = []

    def do(self, deed: Deed) -> None:
        """Carry the deed out. Raises a `Refusal` where the verb does."""
        last = Activity.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with clock.standing_at(clock.now() + timedelta(seconds=self.settled.seconds())), events.noting() as told:
            try:
                self._do(deed, told)
            finally:
                self.activities += Activity.objects.filter(pk__gt=last).order_by("pk")

    def _do(self, deed: Deed, told: list[int]) -> None:
        if deed.verb in ("plan", "log"):
            self._begin(deed)
        elif deed.verb == "undo_edit":
            activity, event_id = self._one_of(self._edits, deed)
            verbs.undo_edit(activity, Event.objects.get(pk=event_id), by=self._by(deed))
        elif deed.verb == "take_back":
            activity, undo = self._one_of(self._undos, deed)
            verbs.take_back(undo, by=self.settled.administrator)
            activity.refresh_from_db()
        elif self.activities:
            self._change(self.activities[deed.activity % len(self.activities)], deed, told)

    def _one_of(self, done: list[Any], deed: Deed) -> Any:
        if not done or deed.of is None:
            raise Refusal("Nothing of this was done.")
        return done[deed.of % len(done)]

    def _change(self, activity: Activity, deed: Deed, told: list[int]) -> None:
        activity.refresh_from_db()
        undone, state = UNDOABLE.get(deed.verb, (None, lambda _: ()))
        before = state(activity)
        self._go_on(activity, deed)
        if undone is not None and (deed.verb != "edit" or "owner" in deed.edits):
            step = Step(activity.pk, before, state(activity))
            self._undos.append((activity, undo_of(self.settled.administrator, undone, [step])))
        if deed.verb in ("edit", "reschedule", "snooze", "repeat", "stop_repeating"):
            edits = Event.objects.filter(pk__in=told, verb__in=EDITS | RHYTHMS, subject_id=activity.pk)
            self._edits += [(activity, pk) for pk in edits.values_list("pk", flat=True)]

    def _begin(self, deed: Deed) -> None:
        given = self._fields(deed) | {"by": self._by(deed), "provenance": deed.provenance, "at": deed.at}
        given["value_minor"] = deed.value_minor or 0
        outcome = given.pop("outcome")
        del given["completed_at"], given["completed_by"]
        if deed.verb == "plan":
            verbs.plan(due_on=deed.due_on, **given)
        else:
            verbs.log(outcome=outcome, **given)

    def _go_on(self, activity: Activity, deed: Deed) -> None:
        by, fields = self._by(deed), self._fields(deed)
        if deed.verb == "complete":
            amounts = {name: fields[name] for name in ("outcome", "minutes", "value_minor")}
            verbs.complete(activity, by=by, at=deed.at, **amounts)
        elif deed.verb == "reschedule":
            verbs.reschedule(activity, by=by, due_on=deed.due_on)
        elif deed.verb == "snooze":
            verbs.snooze(activity, by=by, until=deed.due_on)
        elif deed.verb == "repeat":
            verbs.repeat(activity, by=by, every=deed.every, unit=deed.unit)
        elif deed.verb == "mark_duplicate":
            original = None if deed.of is None else self.activities[deed.of % len(self.activities)]
            verbs.mark_duplicate(activity, by=by, of=original)
        elif deed.verb == "edit":
            edits = {name: fields[name] for name in deed.edits}
            for name in ("minutes", "value_minor"):
                if name in edits and edits[name] is None:
                    del edits[name]
            verbs.edit(activity, by=by, keep_booking=deed.keep_booking, **edits)
        else:
            getattr(verbs, deed.verb)(activity, by=by)

    def _by(self, deed: Deed) -> Any:
        return None if deed.by is None else self.settled.people[deed.by]

    def _fields(self, deed: Deed) -> dict[str, Any]:
        settled = self.settled
        return {
            "activity_type": settled.sorts[deed.sort],
            "owner": settled.people[deed.owner],
            "company": None if deed.company is None else settled.companies[deed.company],
            "participants": [settled.people[person] for person in deed.participants],
            "outcome": None if deed.outcome is None else settled.outcomes[deed.outcome],
            "minutes": deed.minutes,
            "value_minor": deed.value_minor,
            "completed_at": deed.at,
            "completed_by": settled.people[deed.owner if deed.by is None else deed.by],
        }
