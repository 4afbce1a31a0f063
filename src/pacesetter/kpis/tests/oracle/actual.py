"""What was done: KPI semantics, sections 2 and 3, one activity after the other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pacesetter.kpis.tests.oracle.things import Thing
from pacesetter.kpis.tests.oracle.world import Measured, World, has_role, in_team

SMALLEST_UNITS = {"EUR": 100, "JPY": 1, "KWD": 1000}


@dataclass(frozen=True)
class Asked:
    """Whose figure, over which days, in which team (None: whichever)."""

    person: int
    starts_on: date
    ends_on: date
    team: int | None = None


def actual(world: World, things: Iterable[Thing], kpi: Measured, asked: Asked) -> tuple[Fraction, Fraction | None]:
    """The figure's actual: numerator, and for a ratio the denominator."""
    if kpi.ratio is None:
        return part(world, things, kpi, kpi, asked), None
    over, under = (world.kpis[place] for place in kpi.ratio)
    return part(world, things, over, kpi, asked), part(world, things, under, kpi, asked)


def part(world: World, things: Iterable[Thing], kpi: Measured, held_for: Measured, asked: Asked) -> Fraction:
    """The sum of what counts. The days count on which a role with `held_for` is held."""
    counting = [thing for thing in things if counts(world, thing, kpi, held_for, asked)]
    if kpi.measure == "companies":
        return Fraction(len({thing.company for thing in counting} - {None}))
    return sum((kpi.weights[thing.sort] * amount(world, thing, kpi) for thing in counting), Fraction(0))


def counts(world: World, thing: Thing, kpi: Measured, held_for: Measured, asked: Asked) -> bool:
    """Whether the activity counts for the person in the KPI."""
    if thing.deleted or thing.status == "cancelled" or thing.duplicate_of is not None:
        return False
    if thing.provenance == "campaign_recipient" or thing.sort not in kpi.weights:
        return False
    day = thing.booked_on if kpi.moment == "booked" else thing.completed_on
    if day is None or not asked.starts_on <= day < asked.ends_on:
        return False
    if kpi.moment == "completed" and kpi.outcomes and thing.outcome not in kpi.outcomes:
        return False
    if not has_role(world, asked.person, held_for, day) or not in_team(world, asked.person, asked.team, day):
        return False
    return asked.person in credited(thing, kpi)


def credited(thing: Thing, kpi: Measured) -> set[int | None]:
    """Who has the credit."""
    owner = thing.booked_for if kpi.moment == "booked" else thing.owner
    return {
        "owner": {owner},
        "participants": {owner, *thing.participants},
        "creator": {thing.created_by},
        "completer": {thing.completed_by},
    }[kpi.credit]


def amount(world: World, thing: Thing, kpi: Measured) -> Fraction:
    """What one activity is, before its weight."""
    booked = kpi.moment == "booked"
    value_minor = thing.planned_value_minor if booked else thing.value_minor
    return {
        "count": Fraction(1),
        "minutes": Fraction(thing.planned_minutes if booked else thing.minutes),
        "points": world.sorts[thing.sort].points,
        "value": Fraction(value_minor, SMALLEST_UNITS[world.currency]),
    }[kpi.measure]
