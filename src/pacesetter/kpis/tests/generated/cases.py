"""A generated world with its history, and what is asked of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.kpis.tests.generated.drawn import drawn
from pacesetter.kpis.tests.generated.histories import history_of
from pacesetter.kpis.tests.generated.worlds import FIRST, LAST, day, dice_of, world_of
from pacesetter.kpis.tests.oracle.following import LATER
from pacesetter.kpis.tests.oracle.things import Deed
from pacesetter.kpis.tests.oracle.world import World

__all__ = ["LATER", "Case", "case_of", "cases"]

MOST_DEEDS = 40
KINDS = (PeriodKind.QUARTER, PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.WEEK)


@dataclass(frozen=True)
class Case:
    """A world, what is done in it, and the days and the team that figures are asked for."""

    world: World
    history: list[Deed]
    starts_on: date
    ends_on: date
    period: Period
    team: int | None
    now: datetime


def cases() -> st.SearchStrategy[Case]:
    """Anything that an organisation may be and do."""
    return drawn(MOST_DEEDS).map(lambda found: case_of(*found))


def case_of(seed: int, kept: list[bool]) -> Case:
    """The case that these dice make, with the deeds that stay."""
    world = world_of(seed)
    dice = dice_of(seed, "asked")
    history = history_of(seed, kept[: dice.randint(20, MOST_DEEDS)], world)
    # Half of them ask for everything, so that what was done is seen.
    starts_on, ends_on = FIRST, LAST
    if dice.random() < 0.5:
        starts_on = day(dice)
        ends_on = starts_on + timedelta(days=dice.randint(1, 60))
    return Case(
        world=world,
        history=history,
        starts_on=starts_on,
        ends_on=ends_on,
        period=period_holding(dice.choice(KINDS), day(dice), Calendar(world.first_weekday, world.fiscal_month)),
        team=dice.choice([None, 0, 1]),
        now=datetime.combine(day(dice), time(dice.randrange(24), dice.choice([0, 30, 59])), UTC),
    )
