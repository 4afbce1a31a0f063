"""Trends: one KPI over a run of periods, for members, teams and all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.exact import exact_sum
from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.figures import Figures
from pacesetter.kpis.formulas import Figure, rolled_up
from pacesetter.kpis.shown_figures import Place, shown_figures


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
    teams = list(dict.fromkeys(one.team_id for one in whose))
    places = [Place(one, team) for team in teams for one in run]
    ids = list(dict.fromkeys(member_id for one in whose for member_id in one.member_ids if member_id in book.members))
    found = [shown.figures for shown in shown_figures(book, places, ids, now, [kpi_id])]
    by_team = {team: found[place * len(run) :][: len(run)] for place, team in enumerate(teams)}
    return [tuple(_together(figures, one, kpi_id) for figures in by_team[one.team_id]) for one in whose]


def _together(figures: Figures, whose: Whose, kpi_id: int) -> Figure | None:
    parts = [figures[member_id, kpi_id] for member_id in whose.member_ids if (member_id, kpi_id) in figures]
    return rolled_up(parts) if parts else None


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
