"""Worlds without one of their conditions: what figures would be if nobody had leave, or clocks never changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from pacesetter.kpis.tests.generated.worlds import FIRST, LONG_AGO
from pacesetter.kpis.tests.oracle.world import Goal, Measured, Person, World

ALWAYS = (LONG_AGO, None)


def of_people(change: Callable[[Person], Person]) -> Callable[[World], World]:
    return lambda world: replace(world, people=tuple(change(who) for who in world.people))


def of_kpis(change: Callable[[Measured], Measured]) -> Callable[[World], World]:
    return lambda world: replace(world, kpis=tuple(change(kpi) for kpi in world.kpis))


def of_goals(change: Callable[[Goal], Goal | None]) -> Callable[[World], World]:
    def without(kpi: Measured) -> Measured:
        return replace(kpi, goals=tuple(goal for one in kpi.goals if (goal := change(one)) is not None))

    return of_kpis(without)


def zones(change: Callable[[World, int], str]) -> Callable[[World], World]:
    def without(world: World) -> World:
        people = (replace(who, zone=change(world, n)) for n, who in enumerate(world.people))
        return replace(world, people=tuple(people))

    return without


def as_in_winter(world: World, person: int) -> str:
    """The offset that the person's clock had on the first day, for ever. Etc/GMT-13 is 13 hours before UTC."""
    offset = datetime(FIRST.year, FIRST.month, FIRST.day, 12, tzinfo=world.zone_of(person)).utcoffset() or timedelta(0)
    hours = round(offset.total_seconds() / 3600)
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"


def one_role(who: Person) -> Person:
    first = who.roles[0][0]
    return replace(who, roles=tuple((role, days) for role, days in who.roles if role == first))


WITHOUT: dict[str, Callable[[World], World]] = {
    "public holidays": lambda world: replace(
        of_people(lambda who: replace(who, country="", region=""))(world), country="", region=""
    ),
    "public holidays of other places": of_people(lambda who: replace(who, country="", region="")),
    "days of the organisation's own": lambda world: replace(world, holidays={}),
    "leave": of_people(lambda who: replace(who, leave=())),
    "part-time": of_people(lambda who: replace(who, weeks=())),
    "a week that changes": lambda world: replace(world, weeks=world.weeks[:1]),
    "joining": of_people(lambda who: replace(who, joined_on=None)),
    "leaving": of_people(lambda who: replace(who, left_on=None)),
    "changes of role": of_people(lambda who: replace(who, roles=tuple((role, ALWAYS) for role, _ in who.roles))),
    "two roles": of_people(one_role),
    "targets that begin later": of_goals(lambda goal: replace(goal, effective_from=LONG_AGO)),
    "targets that end": of_goals(lambda goal: None if goal.quantity is None else goal),
    "targets of members": of_goals(lambda goal: None if goal.role is None else goal),
    "fiscal years": lambda world: replace(world, fiscal_month=1),
    "time zones": lambda world: replace(zones(lambda _, __: "UTC")(world), zone="UTC"),
    "members' own time zones": zones(lambda _, __: ""),
    "clocks that are put forward and back": zones(as_in_winter),
    "outcomes that count": of_kpis(lambda kpi: replace(kpi, outcomes=frozenset())),
    "credit of others": of_kpis(lambda kpi: replace(kpi, credit="owner")),
}
EAST, WEST = {"Pacific/Kiritimati", "Pacific/Auckland"}, {"Pacific/Pago_Pago", "America/New_York"}


def on_both_sides_of_the_date_line(world: World) -> bool:
    """Whether two of them are hardly ever on the same day."""
    names = {who.zone or world.zone for who in world.people}
    return bool(names & EAST and names & WEST)
