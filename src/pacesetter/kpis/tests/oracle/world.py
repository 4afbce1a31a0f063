"""An organisation as plain values."""

from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction
from zoneinfo import ZoneInfo

# From the first day until the day before the second; None is open.
Days = tuple[date, date | None]


@dataclass(frozen=True)
class Week:
    """Shares of a working day, Monday first, from a day on, and the hours of a working day."""

    effective_from: date
    shares: tuple[Fraction, ...]
    begins: time = time(9)
    ends: time = time(17)


@dataclass(frozen=True)
class Person:
    """A member. `zone`, `country` and `region` are empty for the organisation's."""

    zone: str = ""
    country: str = ""
    region: str = ""
    weeks: tuple[Week, ...] = ()
    leave: tuple[tuple[date, date, Fraction], ...] = ()
    joined_on: date | None = None
    left_on: date | None = None
    roles: tuple[tuple[int, Days], ...] = ()
    teams: tuple[tuple[int, Days], ...] = ()


@dataclass(frozen=True)
class Sort:
    """An activity type: its points and the outcomes that it can end in."""

    points: Fraction
    default_minutes: int
    outcomes: frozenset[int]


@dataclass(frozen=True)
class Rule:
    """What follows from an activity of one sort, in one of the outcomes where it names any: planned or suggested."""

    after: int
    then: int
    outcomes: frozenset[int]
    mode: str
    at_most: int | None


@dataclass(frozen=True)
class Goal:
    """A quantity per period, of a role or a person."""

    quantity: Fraction | None
    kind: str
    effective_from: date
    role: int | None = None
    person: int | None = None


@dataclass(frozen=True)
class Measured:
    """A KPI. A ratio has the places of two others in `ratio`. `score_weights` are by role."""

    measure: str
    moment: str
    credit: str
    weights: dict[int, Fraction]
    outcomes: frozenset[int]
    roles: frozenset[int]
    goals: tuple[Goal, ...] = ()
    ratio: tuple[int, int] | None = None
    direction: str = "more"
    score_weights: dict[int, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class World:
    """All that figures depend on beside what was done."""

    zone: str
    currency: str
    first_weekday: int
    fiscal_month: int
    weeks: tuple[Week, ...]
    # The organisation's own days: the share of each that is lost, 0 where a public holiday is an ordinary day.
    holidays: dict[date, Fraction]
    people: tuple[Person, ...]
    sorts: tuple[Sort, ...]
    kpis: tuple[Measured, ...]
    rules: tuple[Rule, ...] = ()
    roles: int = 2
    teams: int = 2
    outcomes: int = 2
    companies: int = 2
    country: str = ""
    region: str = ""
    on_track: Fraction = Fraction(1)
    behind: Fraction = Fraction(4, 5)
    score_cap: Fraction = Fraction(3, 2)

    def zone_of(self, person: int) -> ZoneInfo:
        return ZoneInfo(self.people[person].zone or self.zone)


def holds(days: Days, day: date) -> bool:
    """Whether the day lies in it."""
    return days[0] <= day and (days[1] is None or day < days[1])


def has_role(world: World, person: int, kpi: Measured, day: date) -> bool:
    """Whether the person holds a role with the KPI on the day."""
    return any(role in kpi.roles and holds(days, day) for role, days in world.people[person].roles)


def in_team(world: World, person: int, team: int | None, day: date) -> bool:
    """Whether the person belongs to the team on the day; no team is asked about where it is None."""
    return team is None or any(which == team and holds(days, day) for which, days in world.people[person].teams)
