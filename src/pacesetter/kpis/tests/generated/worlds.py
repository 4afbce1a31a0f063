"""Generated organisations: odd weeks, leave, holidays, roles and teams that change, targets in mid-period.

Every part comes from dice that are thrown anew from one number, which Hypothesis draws (see `drawn.py`).
"""

from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction
from random import Random
from typing import TypeVar

from pacesetter.kpis.tests.oracle.public_holidays import PLACES, public_holidays
from pacesetter.kpis.tests.oracle.world import Days, Goal, Measured, Person, Rule, Sort, Week, World

# Around the days on which clocks change: 9 March in America, 30 March in Europe, 6 April in New Zealand and Lord Howe
# (by half an hour). Kiritimati and Pago Pago are 25 hours apart, so that they never have the same day.
FIRST, LAST = date(2025, 2, 24), date(2025, 4, 20)
CLOCKS_CHANGE = (date(2025, 3, 9), date(2025, 3, 30), date(2025, 4, 6))
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
# The nights hold the hours that are skipped or come twice where clocks change.
HOURS_OF_WORK = ((time(9), time(17)), (time(0), time(6)), (time(2), time(3)), (time(0), time(23, 59)))
NORMAL = (Fraction(1),) * 5 + (Fraction(0),) * 2
QUANTITIES = (None, Fraction(0), Fraction(7), Fraction(50), Fraction(333, 1000))

T = TypeVar("T")


def dice_of(*numbers: object) -> Random:
    """Dice that always fall alike for these numbers."""
    return Random(" ".join(map(str, numbers)))


def some(dice: Random, things: range, least: int = 0, most: int | None = None) -> frozenset[int]:
    """So many of them, without order."""
    number = dice.randint(least, len(things) if most is None else most)
    return frozenset(dice.sample(things, number))


def day(dice: Random) -> date:
    """A day in the time in which everything happens, often one on which clocks change somewhere."""
    if dice.random() < 0.2:
        return dice.choice(CLOCKS_CHANGE)
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
    return Week(day(dice), (*shares, Fraction(1)), *dice.choice(HOURS_OF_WORK))


def leave(dice: Random) -> tuple[date, date, Fraction]:
    """Some days off, or half days."""
    starts_on = day(dice)
    return starts_on, starts_on + timedelta(days=dice.randint(1, 10)), dice.choice([HALF, Fraction(1)])


def person(dice: Random) -> Person:
    """A member."""
    where = place(dice, 0.2)
    return Person(
        zone=sometimes(dice, 0.3, "", dice.choice(ZONES)),
        weeks=sometimes(dice, 0.3, (week(dice),), ()),
        leave=tuple(leave(dice) for _ in range(dice.randrange(3))),
        joined_on=sometimes(dice, 0.2, day(dice), None),
        left_on=sometimes(dice, 0.2, day(dice), None),
        roles=belongings(dice, 2),
        teams=belongings(dice, 2),
        country=where[0],
        region=where[1],
    )


def place(dice: Random, chance: float) -> tuple[str, str]:
    """Country and region whose public holidays are kept, or none of one's own."""
    return sometimes(dice, chance, dice.choice(PLACES), ("", ""))


def own_days(dice: Random, country: str, region: str) -> dict[date, Fraction]:
    """Days that the organisation has off beside its country's, and public holidays on which it works."""
    public = sorted(one for one in public_holidays(country, region) if FIRST <= one < LAST)
    days = [dice.choice(public) if public and dice.random() < 0.4 else day(dice) for _ in range(dice.randrange(4))]
    return {one: dice.choice([Fraction(0), HALF, Fraction(1)]) for one in days}


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
        if goal.effective_from == LONG_AGO and dice.random() < 0.3:
            end = replace(goal, quantity=None, effective_from=day(dice))
            found[end.role, end.person, end.kind, end.effective_from] = end
    return tuple(found.values())


def measured(dice: Random, people: int) -> Measured:
    """A KPI that adds up."""
    moment = sometimes(dice, 0.35, "booked", "completed")
    filtered = moment == "completed" and dice.random() < 0.35
    roles = dice.choice([frozenset({0}), frozenset({0, 1}), frozenset({1})])
    return Measured(
        measure=dice.choice(MEASURES),
        moment=moment,
        credit=dice.choice(CREDITS),
        weights={sort: dice.choice([Fraction(1), HALF, Fraction(333, 1000)]) for sort in some(dice, range(3), 1)},
        outcomes=some(dice, range(2), 1) if filtered else frozenset(),
        roles=roles,
        goals=goals(dice, people),
        direction=sometimes(dice, 0.25, "less", "more"),
        score_weights=score_weights(dice, roles),
    )


def score_weights(dice: Random, roles: frozenset[int]) -> dict[int, Fraction]:
    """What a KPI weighs in the score, by role."""
    return {
        role: dice.choice([Fraction(1), Fraction(1), Fraction(5, 2), Fraction(333, 1000)]) for role in sorted(roles)
    }


def ratio(dice: Random, people: int, kpis: int) -> Measured:
    """One of the KPIs over another."""
    over, under = dice.sample(range(kpis), 2)
    roles = dice.choice([frozenset({0}), frozenset({0, 1})])
    return Measured(
        "ratio",
        "completed",
        "owner",
        {},
        frozenset(),
        roles,
        goals(dice, people),
        (over, under),
        direction=sometimes(dice, 0.25, "less", "more"),
        score_weights=score_weights(dice, roles),
    )


def rule(dice: Random, after: int) -> Rule:
    """What follows from activities of a sort."""
    return Rule(
        after,
        dice.randrange(3),
        sometimes(dice, 0.5, frozenset(), some(dice, range(2), 1)),
        dice.choice(["plan", "suggest"]),
        dice.choice([None, 1, 2]),
    )


def world_of(seed: int) -> World:
    """The organisation that these dice make: its people, its KPIs and a ratio of two of them."""
    dice = dice_of(seed)
    people, kpis = dice.randint(2, 4), dice.randint(5, 8)
    country, region = place(dice, 0.6)
    return World(
        zone=dice.choice(ZONES),
        currency=dice.choice(["EUR", "JPY", "KWD"]),
        first_weekday=dice.choice([0, 6, 5]),
        fiscal_month=dice.choice([1, 4, 7, 12]),
        weeks=(Week(LONG_AGO, NORMAL), *sometimes(dice, 0.3, (week(dice),), ())),
        holidays=own_days(dice, country, region),
        people=tuple(person(dice_of(seed, "person", n)) for n in range(people)),
        sorts=tuple(
            Sort(
                points=dice.choice([Fraction(0), Fraction(1), Fraction(5, 2), Fraction(1, 100)]),
                default_minutes=dice.choice([0, 10, 60]),
                outcomes=sometimes(dice, 0.6, frozenset({0, 1}), some(dice, range(2))),
            )
            for _ in range(3)
        ),
        rules=tuple(rule(dice_of(seed, "rule", n), n) for n in range(3) if dice_of(seed, "ruled", n).random() < 0.6),
        kpis=(
            *(measured(dice_of(seed, "kpi", n), people) for n in range(kpis)),
            ratio(dice, people, kpis),
        ),
        on_track=dice.choice([Fraction(1), Fraction(11, 10)]),
        behind=dice.choice([Fraction(4, 5), Fraction(1, 2)]),
        score_cap=dice.choice([Fraction(3, 2), Fraction(1)]),
        country=country,
        region=region,
    )
