"""What is expected: KPI semantics, section 4, one day after the other."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache

from pacesetter.kpis.tests.oracle.actual import Asked
from pacesetter.kpis.tests.oracle.public_holidays import public_holidays
from pacesetter.kpis.tests.oracle.world import Goal, Measured, Person, Week, World, has_role, holds, in_team

A_DAY = timedelta(days=1)
NOTHING = Fraction(0)


@dataclass(frozen=True)
class Sums:
    """Sums over days: of rate times capacity and of the capacity with a target in effect, all of them and those until
    now; and of the capacity that is over and that is left, with a target or without."""

    target: Fraction = Fraction(0)
    target_days: Fraction = Fraction(0)
    expected: Fraction = Fraction(0)
    expected_days: Fraction = Fraction(0)
    over: Fraction = Fraction(0)
    left: Fraction = Fraction(0)

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(*(one + another for one, another in zip(astuple(self), astuple(other), strict=True)))


def target(world: World, kpi: Measured, asked: Asked, now: datetime) -> Sums:
    """What is expected over the days, and what was expected of it until now."""
    sums = Sums()
    day = asked.starts_on
    while day < asked.ends_on:
        if has_role(world, asked.person, kpi, day) and in_team(world, asked.person, asked.team, day):
            share = capacity(world, asked.person, day)
            over = share * gone(world, asked.person, day, now)
            worth = rate(world, kpi, asked.person, day)
            if worth is None:
                sums += Sums(over=over, left=share - over)
            else:
                sums += Sums(worth * share, share, worth * over, over, over, share - over)
        day += A_DAY
    return sums


def gone(world: World, person: int, day: date, now: datetime) -> Fraction:
    """How much of the day is over on the person's clock: all of it or nothing, and of today the share of the hours."""
    zone = world.zone_of(person)
    today = now.astimezone(zone).date()
    if day != today:
        return Fraction(int(day < today))
    week = week_on(weeks_of(world, person, day), day)
    # Seconds since 1970: real ones, also where clocks are put forward or back in between.
    begins, ends = (int(datetime.combine(day, at, zone).timestamp()) for at in (week.begins, week.ends))
    seconds = int(now.timestamp())
    if seconds >= ends:
        return Fraction(1)
    return Fraction(max(0, seconds - begins), max(1, ends - begins))


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
    share = week_share(weeks_of(world, person, day), day)
    # What the organisation says of a day replaces what the country says.
    share -= world.holidays[day] if day in world.holidays else public_holidays(*place_of(world, who)).get(day, NOTHING)
    share -= sum((lost for first, until, lost in who.leave if first <= day < until), Fraction(0))
    return max(share, Fraction(0))


def place_of(world: World, who: Person) -> tuple[str, str]:
    """Whose public holidays the person has. A region alone is one of the organisation's country."""
    if who.country:
        return who.country, who.region
    return world.country, who.region or world.region


def weeks_of(world: World, person: int, day: date) -> tuple[Week, ...]:
    """The person's own weeks where one is in effect, else the organisation's."""
    own = world.people[person].weeks
    return own if any(week.effective_from <= day for week in own) else world.weeks


def week_share(weeks: Iterable[Week], day: date) -> Fraction:
    """The working week's share of the day."""
    return week_on(weeks, day).shares[day.weekday()]


def week_on(weeks: Iterable[Week], day: date) -> Week:
    """The week in effect; the first one also counts for the days before it."""
    in_order = sorted(weeks, key=lambda week: week.effective_from)
    begun = [week for week in in_order if week.effective_from <= day] or in_order[:1]
    return begun[-1]
