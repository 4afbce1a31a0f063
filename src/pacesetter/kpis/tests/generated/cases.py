"""A generated world with its history, and what is asked of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.kpis.tests.generated.histories import histories
from pacesetter.kpis.tests.generated.worlds import FIRST, LAST, day, dice_of, seeds, worlds
from pacesetter.kpis.tests.oracle.deeds import Deed
from pacesetter.kpis.tests.oracle.world import World

# When everything generated is over.
LATER = datetime(2025, 6, 1, tzinfo=UTC)
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


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Anything that an organisation may be and do."""
    world = draw(worlds)
    history = draw(histories(world))
    dice = dice_of(draw(seeds), draw(seeds))
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
        now=datetime.combine(day(dice), time(dice.randrange(24)), UTC),
    )
