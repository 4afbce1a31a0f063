"""Generated organisations: odd weeks, leave, holidays, roles and teams that change, targets in mid-period.

Every part comes from dice that are thrown anew from one number. Hypothesis draws the numbers, so that it can leave out
parts of what fails, and needs to draw little.
"""

from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from pacesetter.kpis.tests.oracle.world import Days, Goal, Measured, Person, Sort, Week, World

# Around the days on which clocks change: 9 March in America, 30 March in Europe, 6 April in New Zealand and Lord Howe
# (by half an hour). Kiritimati and Pago Pago are 25 hours apart, so that they never have the same day.
FIRST, LAST = date(2025, 2, 24), date(2025, 4, 20)
LONG_AGO = date(2020, 1, 1)
ZONES = (
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
    "UTC",
)
MEASURES = ("count", "minutes", "points", "value", "companies")
CREDITS = ("owner", "participants", "creator", "completer")
KINDS = ("day", "week", "month", "quarter", "year")
HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
NORMAL = (Fraction(1),) * 5 + (Fraction(0),) * 2
QUANTITIES = (None, Fraction(0), Fraction(7), Fraction(50), Fraction(333, 1000))

T = TypeVar("T")
# Of larger ranges Hypothesis prefers the small numbers, and the same few dice would fall again and again.
seeds = st.integers(0, 2**24 - 1)


def dice_of(*numbers: int) -> Random:
    """Dice that always fall alike for these numbers. Hypothesis likes to repeat one number, but seldom all of them."""
    return Random(" ".join(map(str, numbers)))


def some(dice: Random, things: range, least: int = 0, most: int | None = None) -> frozenset[int]:
    """So many of them, without order."""
    number = dice.randint(least, len(things) if most is None else most)
    return frozenset(dice.sample(things, number))


def day(dice: Random) -> date:
    """A day in the time in which everything happens."""
    return FIRST + timedelta(days=dice.randrange((LAST - FIRST).days))


def sometimes(dice: Random, chance: float, one: T, other: T) -> T:
    """The one with this chance, else the other."""
    return one if dice.random() < chance else other


def span(dice: Random) -> Days:
    """Days from one on, often from long ago and often open."""
    starts_on, ends_on = sometimes(dice, 0.4, LONG_AGO, day(dice)), sometimes(dice, 0.4, None, day(dice))
    return starts_on, ends_on if ends_on and ends_on > starts_on else None


def belongings(dice: Random, of: int) -> tuple[tuple[int, Days], ...]:
    """Roles held or teams belonged to: mostly the first all the time, else anything, overlaps too."""
    if dice.random() < 0.5:
        return ((0, (LONG_AGO, None)),)
    found = {(place, days[0]): (place, days) for place, days in ((dice.randrange(of), span(dice)) for _ in range(3))}
    return tuple(found.values())


def week(dice: Random) -> Week:
    """A working week; one without any work is refused by the product."""
    shares = [dice.choice([Fraction(0), QUARTER, HALF, Fraction(1)]) for _ in range(6)]
    return Week(day(dice), (*shares, Fraction(1)))


def leave(dice: Random) -> tuple[date, date, Fraction]:
    """Some days off, or half days."""
    starts_on = day(dice)
    return starts_on, starts_on + timedelta(days=dice.randint(1, 10)), dice.choice([HALF, Fraction(1)])


def person(dice: Random) -> Person:
    """A member."""
    return Person(
        zone=sometimes(dice, 0.3, "", dice.choice(ZONES)),
        weeks=sometimes(dice, 0.3, (week(dice),), ()),
        leave=tuple(leave(dice) for _ in range(dice.randrange(3))),
        joined_on=sometimes(dice, 0.2, day(dice), None),
        left_on=sometimes(dice, 0.2, day(dice), None),
        roles=belongings(dice, 2),
        teams=belongings(dice, 2),
    )


def goals(dice: Random, people: int) -> tuple[Goal, ...]:
    """Targets of roles and people, of each at most one per kind and day."""
    found: dict[tuple[object, ...], Goal] = {}
    for _ in range(dice.randrange(5)):
        of_role = dice.random() < 0.6
        goal = Goal(
            quantity=dice.choice(QUANTITIES),
            kind=dice.choice(KINDS),
            effective_from=sometimes(dice, 0.5, LONG_AGO, day(dice)),
            role=dice.randrange(2) if of_role else None,
            person=None if of_role else dice.randrange(people),
        )
        found[goal.role, goal.person, goal.kind, goal.effective_from] = goal
    return tuple(found.values())


def measured(dice: Random, people: int) -> Measured:
    """A KPI that adds up."""
    moment = sometimes(dice, 0.35, "booked", "completed")
    filtered = moment == "completed" and dice.random() < 0.35
    return Measured(
        measure=dice.choice(MEASURES),
        moment=moment,
        credit=dice.choice(CREDITS),
        weights={sort: dice.choice([Fraction(1), HALF, Fraction(333, 1000)]) for sort in some(dice, range(3), 1)},
        outcomes=some(dice, range(2), 1) if filtered else frozenset(),
        roles=dice.choice([frozenset({0}), frozenset({0, 1}), frozenset({1})]),
        goals=goals(dice, people),
    )


def ratio(dice: Random, people: int, kpis: int) -> Measured:
    """One of the KPIs over another."""
    over, under = dice.sample(range(kpis), 2)
    roles = dice.choice([frozenset({0}), frozenset({0, 1})])
    return Measured("ratio", "completed", "owner", {}, frozenset(), roles, goals(dice, people), (over, under))


def world_of(seed: int, people: list[int], kpis: list[int]) -> World:
    """An organisation with these people and KPIs, and a ratio of two of them."""
    dice = dice_of(seed)
    return World(
        zone=dice.choice(ZONES),
        currency=dice.choice(["EUR", "JPY", "KWD"]),
        first_weekday=dice.choice([0, 6, 5]),
        fiscal_month=dice.choice([1, 4, 7, 12]),
        weeks=(Week(LONG_AGO, NORMAL), *sometimes(dice, 0.3, (week(dice),), ())),
        holidays={day(dice): dice.choice([HALF, Fraction(1)]) for _ in range(dice.randrange(4))},
        people=tuple(person(dice_of(seed, n, one)) for n, one in enumerate(people)),
        sorts=tuple(
            Sort(
                points=dice.choice([Fraction(0), Fraction(1), Fraction(5, 2), Fraction(1, 100)]),
                default_minutes=dice.choice([0, 10, 60]),
                outcomes=sometimes(dice, 0.6, frozenset({0, 1}), some(dice, range(2))),
            )
            for _ in range(3)
        ),
        kpis=(
            *(measured(dice_of(seed, n, one, 1), len(people)) for n, one in enumerate(kpis)),
            ratio(dice, len(people), len(kpis)),
        ),
    )


worlds = st.builds(world_of, seeds, st.lists(seeds, min_size=2, max_size=4), st.lists(seeds, min_size=5, max_size=8))
