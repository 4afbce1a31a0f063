"""Trends: one KPI over a run of periods, for members, teams and all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.exact import exact_sum
from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.shown_figures import Place
from pacesetter.kpis.shown_together import Group, shown_together


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures make a line: these members together, with a team on the days in it alone."""

    member_ids: tuple[int, ...]
    team_id: int | None = None


def trend(
    book: Book, kpi_id: int, run: Sequence[Period], whose: Sequence[Whose], now: datetime
) -> list[tuple[Figure | None, ...]]:
    """A line for each of `whose`: its figure in each period, None where nothing was expected of anybody.

    The caller has checked who may see them. The actuals of all lines are asked for at once.
    """
    asked = []
    for one in whose:
        known = tuple(member_id for member_id in one.member_ids if member_id in book.members)
        asked += [Group(Place(period, one.team_id), known) for period in run]
    found = iter(shown_together(book, asked, now, [kpi_id]))
    return [tuple(next(found).figures.get(kpi_id) for _period in run) for _line in whose]


def moving_average(line: Sequence[Figure | None], over: int) -> list[Fraction | None]:
    """The average of the actuals of so many periods, this one the last; for a ratio sum over sum.

    None until there are as many. A period without an actual is left out of it.
    """
    averages: list[Fraction | None] = []
    for place in range(len(line)):
        window = [
            one for one in line[max(0, place - over + 1) : place + 1] if one is not None and one.actual is not None
        ]
        averages.append(_average(window) if place + 1 >= over and window else None)
    return averages


def _average(figures: Sequence[Figure]) -> Fraction | None:
    if figures[0].is_ratio:
        # Not rolled up: what the figures are judged by may have changed between a locked period and today.
        divisor = exact_sum([figure.denominator or Fraction(0) for figure in figures])
        return exact_sum([figure.numerator for figure in figures]) / divisor if divisor else None
    return exact_sum([figure.numerator for figure in figures]) / len(figures)
