"""Generated histories: what people of a world do, one verb after the other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from pacesetter.kpis.tests.generated.worlds import day, dice_of, some, sometimes
from pacesetter.kpis.tests.oracle.things import Deed
from pacesetter.kpis.tests.oracle.world import World

# Much is begun and done, so that there is something to count.
VERBS = (
    *("plan", "log") * 6,
    *("complete",) * 6,
    *("edit",) * 4,
    *("cancel", "delete", "repeat", "undo_edit", "take_back", "take_next_step", "drop_next_step") * 2,
    *("reopen", "restore", "mark_duplicate", "reschedule", "snooze", "stop_repeating"),
)
UNDONE_BY = {
    "log": ("take_next_step", "drop_next_step"),
    "complete": ("reopen", "take_back", "take_next_step", "drop_next_step"),
    "cancel": ("reopen", "take_back"),
    "delete": ("restore", "take_back"),
    "edit": ("undo_edit", "take_back"),
    "snooze": ("undo_edit", "take_back"),
    "repeat": ("complete", "undo_edit", "stop_repeating"),
    "take_next_step": ("drop_next_step",),
}
FIELDS = (
    *("activity_type", "owner", "company", "participants", "outcome", "completed_at", "completed_by"),
    *("minutes", "value_minor"),
)
# Where days begin and end, and where clocks are put forward.
HOURS = (time(0), time(0, 0, 1), time(2, 30), time(12), time(23, 59, 59))
SOURCES = (*("typed",) * 8, "imported", "campaign", "campaign_recipient")


def moment(dice: Random, world: World, owner: int) -> datetime:
    """A moment at the edge of somebody's day, mostly the owner's."""
    zone = world.zone_of(sometimes(dice, 0.7, owner, dice.randrange(len(world.people))))
    return datetime.combine(day(dice), dice.choice(HOURS), zone).replace(fold=dice.randrange(2))


def deed(dice: Random, world: World) -> Deed:
    """One verb with everything that it may need."""
    people = range(len(world.people))
    owner = dice.choice(people)
    at = moment(dice, world, owner)
    return Deed(
        verb=dice.choice(VERBS),
        activity=dice.randrange(50),
        by=sometimes(dice, 0.9, dice.choice(people), None),
        at=at,
        due_on=at.date() + timedelta(days=dice.randrange(15)),
        sort=dice.randrange(len(world.sorts)),
        owner=owner,
        company=sometimes(dice, 0.7, dice.randrange(world.companies), None),
        participants=sometimes(dice, 0.5, some(dice, people, 1, 2), frozenset()),
        outcome=sometimes(dice, 0.6, dice.randrange(world.outcomes), None),
        minutes=dice.choice([None, 0, 7, 45]),
        value_minor=dice.choice([None, 0, 1, 12345, -500]),
        provenance=dice.choice(SOURCES),
        keep_booking=dice.random() < 0.5,
        of=sometimes(dice, 0.8, dice.randrange(50), None),
        edits=frozenset(dice.sample(FIELDS, dice.randint(1, 3))),
        every=dice.randint(1, 3),
        unit=dice.choice(["days", "weeks"]),
    )


def history_of(seed: int, kept: Sequence[bool], world: World, first: int = 0) -> list[Deed]:
    """What is done, in order: as many deeds as stay, some of them undone at once (few would be by chance)."""
    history: list[Deed] = []
    for dice in (dice_of(seed, "deed", first + n) for n, stays in enumerate(kept) if stays):
        done = deed(dice, world)
        history.append(done)
        if done.verb in UNDONE_BY and dice.random() < 0.4:
            # -1 is what was done last.
            verb, of = dice.choice(UNDONE_BY[done.verb]), sometimes(dice, 0.7, -1, dice.randrange(50))
            history.append(replace(deed(dice, world), verb=verb, activity=done.activity, of=of))
    return history
