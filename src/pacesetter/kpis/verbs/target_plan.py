"""What a change of one subject's targets for one KPI writes and takes away: pure, from the rows that are there."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pacesetter.core.periods import PeriodKind
from pacesetter.kpis.models import Target

Step = tuple[date, Decimal | None]


class TargetPlan(NamedTuple):
    """By period kind and day what is expected from then on, and the rows that give way."""

    wanted: dict[tuple[PeriodKind, date], Decimal | None]
    gone: list[Target]


def planned(rows: Sequence[Target], kind: PeriodKind, steps: Sequence[Step]) -> TargetPlan:
    """Let the subject be expected of what the steps say, and of nothing else, from the first step's day on.

    Rows of the same period kind between the first and the last step give way, those after the last one stay. Targets of
    other kinds end on the first day, with all that follows of them: two kinds at once would not add up, the higher one
    would count. A single step of nothing ends every kind.
    """
    first, last = steps[0][0], steps[-1][0]
    days = {day for day, _quantity in steps}
    ends_all = len(steps) == 1 and steps[0][1] is None
    wanted: dict[tuple[PeriodKind, date], Decimal | None] = {}
    gone: list[Target] = []
    for other in PeriodKind:
        own = [row for row in rows if row.period_kind == other.value]
        if other is not kind or ends_all:
            gone += _ended(own, other, first, wanted)
        else:
            gone += [row for row in own if first < row.effective_from < last and row.effective_from not in days]
            wanted |= {(kind, day): quantity for day, quantity in steps}
            if _is_so_already(own, steps):
                del wanted[kind, first]
    return TargetPlan(wanted, gone)


def before(rows: Sequence[Target], day: date) -> Target | None:
    """The row that counts on the day before."""
    return max((row for row in rows if row.effective_from < day), key=lambda row: row.effective_from, default=None)


def _ended(
    own: Sequence[Target], kind: PeriodKind, day: date, wanted: dict[tuple[PeriodKind, date], Decimal | None]
) -> list[Target]:
    running = before(own, day)
    if running is None or running.quantity is None:
        return [row for row in own if row.effective_from >= day]
    wanted[kind, day] = None
    return [row for row in own if row.effective_from > day]


def _is_so_already(own: Sequence[Target], steps: Sequence[Step]) -> bool:
    """Whether the first step says what is expected already, and no row stands on its day."""
    day, quantity = steps[0]
    running = before(own, day)
    return running is not None and running.quantity == quantity and not any(row.effective_from == day for row in own)
