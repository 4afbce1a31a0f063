"""The figures of several members together, as shown_figures has those of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from pacesetter.kpis.book import Book
from pacesetter.kpis.closing.standing import standing_of
from pacesetter.kpis.figures import Several, figures_together
from pacesetter.kpis.formulas import Figure, rolled_up
from pacesetter.kpis.layout import Days
from pacesetter.kpis.score_weights import score_weight
from pacesetter.kpis.shown_figures import Place, ShownFigures, shown_figures


class Group(NamedTuple):
    """Members whose figures in a place are added up: with a team those over the days in it."""

    place: Place
    member_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownTogether:
    """KPI to the figure of all of them, and to the most that it weighs in the score of one of them; what scores are
    capped by."""

    figures: dict[int, Figure]
    weights: dict[int, Fraction]
    score_cap: Fraction


def shown_together(
    book: Book, groups: Sequence[Group], now: datetime, kpi_ids: Sequence[int] | None = None
) -> list[ShownTogether]:
    """The figures of each, in order, of these KPIs or of all that are not archived (were not, when kept). A KPI that
    was expected of nobody of them has none.

    All actuals are asked for at once. What was kept of locked periods is added up as it was kept.
    """
    computed = [one for one in groups if standing_of(book, one.place.period).keeps is None]
    wanted = [kpi.id for kpi in book.kpis.values() if not kpi.is_archived] if kpi_ids is None else kpi_ids
    several = [
        Several(Days(place.period.starts_on, place.period.ends_on, place.team_id), ids) for place, ids in computed
    ]
    found: dict[Group, ShownTogether] = {}
    for one, together in zip(computed, figures_together(book, several, wanted, now) if several else (), strict=True):
        figures = {kpi_id: of_kpi.figure for kpi_id, of_kpi in together.items()}
        weights = {kpi_id: _weight(book, one.place, kpi_id, of_kpi.member_ids) for kpi_id, of_kpi in together.items()}
        found[one] = ShownTogether(figures, weights, book.score_cap)
    locked = [one for one in groups if one not in found]
    if locked:
        places = list(dict.fromkeys(one.place for one in locked))
        ids = list(dict.fromkeys(member_id for one in locked for member_id in one.member_ids))
        kept = dict(zip(places, shown_figures(book, places, ids, now, kpi_ids), strict=True))
        found |= {one: _added_up(book, kept[one.place], one.member_ids) for one in locked}
    return [found[one] for one in groups]


def _weight(book: Book, place: Place, kpi_id: int, member_ids: Iterable[int]) -> Fraction:
    weights = book.kpis[kpi_id].role_weights
    if len(weights) == 1:
        return next(iter(weights.values()))
    return max(score_weight(book, member_id, kpi_id, place.period) for member_id in member_ids)


def _added_up(book: Book, shown: ShownFigures, member_ids: Iterable[int]) -> ShownTogether:
    parts: dict[int, list[Figure]] = {}
    weights: dict[int, Fraction] = {}
    wanted = frozenset(member_ids)
    for (member_id, kpi_id), figure in shown.figures.items():
        if member_id in wanted:
            parts.setdefault(kpi_id, []).append(figure)
            weight = shown.score_weight(book, member_id, kpi_id)
            weights[kpi_id] = max(weight, weights.get(kpi_id, weight))
    return ShownTogether({kpi_id: rolled_up(some) for kpi_id, some in parts.items()}, weights, shown.score_cap)
