"""Type activities in as the people of the demo organisation would: each verb at its own moment, in order."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.demo.making.made import Made
from pacesetter.demo.making.turns import in_turns
from pacesetter.demo.script.happening import Happening


class Step(NamedTuple):
    """Something that is done at a moment. `rank` orders what falls on the same moment."""

    moment: datetime
    rank: int
    key: str
    do: Callable[[], object]


def in_order(step: Step) -> tuple[datetime, int, str]:
    """By what steps are sorted."""
    return step[:3]


def play(steps: Iterable[Step]) -> None:
    """Do everything in the order of its moments, each standing at its own."""
    for step in sorted(steps, key=in_order):
        _take(step)


def play_in_turns(steps: Iterable[Step]) -> None:
    """The same in short transactions, so that others can write in between."""
    in_turns(sorted(steps, key=in_order), _take)


def _take(step: Step) -> None:
    with clock.standing_at(step.moment):
        step.do()


def steps_of(made: Made, happenings: Iterable[Happening], now: datetime) -> Iterator[Step]:
    """What people do about these activities until now."""
    for happening in happenings:
        if happening.begins_at > now:
            continue
        if happening.booked_at is None:
            yield Step(happening.begins_at, 0, happening.key, _Doing(made, happening).log)
            continue
        yield Step(happening.booked_at, 0, happening.key, _Doing(made, happening).plan)
        if happening.done_at is not None and happening.done_at <= now:
            yield Step(happening.done_at, 1, happening.key, _Doing(made, happening).complete)
        elif happening.cancelled_at is not None and happening.cancelled_at <= now:
            yield Step(happening.cancelled_at, 1, happening.key, _Doing(made, happening).cancel)


class _Doing(NamedTuple):
    """What is done about one activity."""

    made: Made
    happening: Happening

    def plan(self) -> None:
        made, told = self.made, self.happening
        self._keep(
            verbs.plan(
                by=made.members[told.created_by],
                activity_type=made.types[told.kind.name],
                owner=made.members[told.owner],
                due_on=told.due_on,
                due_at=told.due_at,
                company=made.companies[told.company.name] if told.company else None,
                contacts=self._contacts(),
                participants=[made.members[key] for key in told.participants],
                subject=told.subject,
                minutes=told.planned_minutes,
                value_minor=told.value_minor,
                provenance=told.provenance,
            )
        )

    def log(self) -> None:
        made, told = self.made, self.happening
        self._keep(
            verbs.log(
                by=made.members[told.created_by],
                activity_type=made.types[told.kind.name],
                owner=made.members[told.owner],
                outcome=made.outcomes[told.outcome] if told.outcome else None,
                company=made.companies[told.company.name] if told.company else None,
                contacts=self._contacts(),
                subject=told.subject,
                note=told.note,
                minutes=told.minutes,
                value_minor=told.value_minor,
                details={} if told.opened is None else {"opened": told.opened},
                provenance=told.provenance,
            )
        )

    def complete(self) -> None:
        made, told = self.made, self.happening
        verbs.complete(
            made.activities[told.key],
            by=made.members[told.done_by],
            outcome=made.outcomes[told.outcome] if told.outcome else None,
            minutes=told.minutes,
            value_minor=told.value_minor,
            note=told.note,
        )

    def cancel(self) -> None:
        told = self.happening
        verbs.cancel(self.made.activities[told.key], by=self.made.members[told.owner])

    def _contacts(self) -> list[Contact]:
        contact = self.happening.contact
        return [self.made.contacts[contact.email]] if contact else []

    def _keep(self, activity: Activity) -> None:
        self.made.activities[self.happening.key] = activity
