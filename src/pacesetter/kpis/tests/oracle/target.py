"""What is expected: KPI semantics, section 4, one day after the other."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from pacesetter.kpis.tests.oracle.actual import Asked
from pacesetter.kpis.tests.oracle.world import Goal, Measured, Week, World, has_role, holds, in_team

A_DAY = timedelta(days=1)


def target(world: World, kpi: Measured, asked: Asked) -> tuple[Fraction, Fraction]:
    """The sum over the days of rate times capacity, and the capacity of the days on which a target is in effect."""
    total = days = Fraction(0)
    day = asked.starts_on
    while day < asked.ends_on:
        if has_role(world, asked.person, kpi, day) and in_team(world, asked.person, asked.team, day):
            worth = rate(world, kpi, asked.person, day)
            if worth is not None:
                total += worth * capacity(world, asked.person, day)
                days += capacity(world, asked.person, day)
        day += A_DAY
    return total, days


def rate(world: World, kpi: Measured, person: int, day: date) -> Fraction | None:
    """What a working day is worth to the person: the own target's rate, else the highest among the roles held."""
    own = highest(world, kpi, day, [goal for goal in kpi.goals if goal.person == person])
    if own is not None:
        return own
    roles = [role for role, days in world.people[person].roles if role in kpi.roles and holds(days, day)]
    rates = [highest(world, kpi, day, [goal for goal in kpi.goals if goal.role == role]) for role in roles]
    return max((one for one in rates if one is not None), default=None)


def highest(world: World, kpi: Measured, day: date, goals: Iterable[Goal]) -> Fraction | None:
    """The highest rate of one subject's targets: of each period kind the one that began last."""
    last: dict[str, Goal] = {}
    for goal in sorted(goals, key=lambda goal: goal.effective_from):
        if goal.effective_from <= day:
            last[goal.kind] = goal
    rates = [
        goal.quantity if kpi.ratio else per_day(world, goal.kind, goal.quantity, day)
        for goal in last.values()
        if goal.quantity is not None
    ]
    return max(rates, default=None)


def per_day(world: World, kind: str, quantity: Fraction, day: date) -> Fraction:
    """The quantity over the pattern days of its own period that holds the day."""
    days = pattern_days(world.weeks, kind, world.first_weekday, world.fiscal_month, day)
    if kind == "day" and not days:
        return quantity
    return quantity / days if days else Fraction(0)


@lru_cache(maxsize=5000)
def pattern_days(weeks: tuple[Week, ...], kind: str, first_weekday: int, fiscal_month: int, day: date) -> Fraction:
    """The working days of the organisation's week in the period that holds the day."""
    if not begins(kind, first_weekday, fiscal_month, day):
        return pattern_days(weeks, kind, first_weekday, fiscal_month, day - A_DAY)
    total, following = week_share(weeks, day), day + A_DAY
    while not begins(kind, first_weekday, fiscal_month, following):
        total += week_share(weeks, following)
        following += A_DAY
    return total


def begins(kind: str, first_weekday: int, fiscal_month: int, day: date) -> bool:
    """Whether a period of this kind begins on the day."""
    if kind == "day":
        return True
    if kind == "week":
        return day.weekday() == first_weekday
    months = {"month": 1, "quarter": 3, "year": 12}[kind]
    return day.day == 1 and (day.month - fiscal_month) % months == 0


def capacity(world: World, person: int, day: date) -> Fraction:
    """The share of the day that the person works."""
    who = world.people[person]
    if (who.joined_on and day < who.joined_on) or (who.left_on and day >= who.left_on):
        return Fraction(0)
    own = [week for week in who.weeks if week.effective_from <= day]
    share = week_share(who.weeks if own else world.weeks, day)
    share -= world.holidays.get(day, Fraction(0))
    share -= sum((lost for first, until, lost in who.leave if first <= day < until), Fraction(0))
    return max(share, Fraction(0))


def week_share(weeks: Iterable[Week], day: date) -> Fraction:
    """The working week's share of the day; the first week also counts for the days before it."""
    in_order = sorted(weeks, key=lambda week: week.effective_from)
    begun = [week for week in in_order if week.effective_from <= day] or in_order[:1]
    return begun[-1].shares[day.weekday()]
