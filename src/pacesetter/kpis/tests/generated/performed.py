"""A generated history carried out by the real verbs."""

from typing import Any

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.kpis.tests.generated.settled import Settled
from pacesetter.kpis.tests.oracle.deeds import Deed


class Performance:
    """The real verbs on a settled world. `activities` are in the order in which they came to be."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.activities: list[Activity] = []

    def do(self, deed: Deed) -> None:
        """Carry the deed out. Raises a `Refusal` where the verb does."""
        if deed.verb in ("plan", "log"):
            self.activities.append(self._begin(deed))
        elif self.activities:
            self._go_on(self.activities[deed.activity % len(self.activities)], deed)

    def _begin(self, deed: Deed) -> Activity:
        given = self._fields(deed) | {"by": self._by(deed), "provenance": deed.provenance, "at": deed.at}
        given["value_minor"] = deed.value_minor or 0
        outcome = given.pop("outcome")
        given.pop("completed_at")
        if deed.verb == "plan":
            return verbs.plan(due_on=deed.due_on, **given)
        return verbs.log(outcome=outcome, **given)

    def _go_on(self, activity: Activity, deed: Deed) -> None:
        by, fields = self._by(deed), self._fields(deed)
        if deed.verb == "complete":
            amounts = {name: fields[name] for name in ("outcome", "minutes", "value_minor")}
            verbs.complete(activity, by=by, at=deed.at, **amounts)
        elif deed.verb == "reschedule":
            verbs.reschedule(activity, by=by, due_on=deed.due_on)
        elif deed.verb == "snooze":
            verbs.snooze(activity, by=by, until=deed.due_on)
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
        }
