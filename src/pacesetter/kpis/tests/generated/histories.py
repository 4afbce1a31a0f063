"""Generated histories: what people of a world do, one verb after the other."""

from datetime import datetime, time, timedelta
from random import Random

from hypothesis import strategies as st

from pacesetter.kpis.tests.generated.worlds import day, dice_of, seeds, some, sometimes
from pacesetter.kpis.tests.oracle.deeds import Deed
from pacesetter.kpis.tests.oracle.world import World

# Much is begun and done, so that there is something to count.
VERBS = (
    *("plan", "log") * 6,
    *("complete",) * 6,
    *("edit",) * 4,
    *("reopen", "cancel", "delete", "restore", "mark_duplicate", "reschedule", "snooze"),
)
FIELDS = ("activity_type", "owner", "company", "participants", "outcome", "completed_at", "minutes", "value_minor")
# Where days begin and end, and where clocks are put forward.
HOURS = (time(0), time(0, 0, 1), time(2, 30), time(12), time(23, 59, 59))
SOURCES = (*("typed",) * 8, "imported", "campaign", "campaign_recipient")


def moment(dice: Random, world: World) -> datetime:
    """A moment at the edge of somebody's day."""
    return datetime.combine(day(dice), dice.choice(HOURS), world.zone_of(dice.randrange(len(world.people))))


def deed(dice: Random, world: World) -> Deed:
    """One verb with everything that it may need."""
    people = range(len(world.people))
    at = moment(dice, world)
    return Deed(
        verb=dice.choice(VERBS),
        activity=dice.randrange(50),
        by=sometimes(dice, 0.9, dice.choice(people), None),
        at=at,
        due_on=at.date() + timedelta(days=dice.randrange(15)),
        sort=dice.randrange(len(world.sorts)),
        owner=dice.choice(people),
        company=sometimes(dice, 0.7, dice.randrange(world.companies), None),
        participants=sometimes(dice, 0.5, some(dice, people, 1, 2), frozenset()),
        outcome=sometimes(dice, 0.6, dice.randrange(world.outcomes), None),
        minutes=dice.choice([None, 0, 7, 45]),
        value_minor=dice.choice([None, 0, 1, 12345, -500]),
        provenance=dice.choice(SOURCES),
        keep_booking=dice.random() < 0.5,
        of=sometimes(dice, 0.8, dice.randrange(50), None),
        edits=frozenset(dice.sample(FIELDS, dice.randint(1, 3))),
    )


@st.composite
def histories(draw: st.DrawFn, world: World, least: int = 20, most: int = 35) -> list[Deed]:
    """What is done, in order."""
    salt, found = draw(seeds), draw(st.lists(seeds, min_size=least, max_size=most))
    return [deed(dice_of(salt, seed), world) for seed in found]
