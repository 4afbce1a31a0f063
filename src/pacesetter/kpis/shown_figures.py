"""The figures of periods as every screen shows them: kept where the period is locked, else computed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book
from pacesetter.kpis.closing.kept import kept_figures
from pacesetter.kpis.closing.standing import Standing, standing_of
from pacesetter.kpis.figures import Figures, figures_of
from pacesetter.kpis.formulas import Thresholds, Weighted, score_of, weighing
from pacesetter.kpis.layout import Days
from pacesetter.kpis.score_weights import score_weight


class Place(NamedTuple):
    """A period; with a team only the days in it count."""

    period: Period
    team_id: int | None = None


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """The figures of a place, and what they are judged by: in a locked period all of it as it was kept."""

    period: Period
    standing: Standing
    figures: Figures
    thresholds: Thresholds
    score_cap: Fraction
    _weights: Mapping[tuple[int, int], Fraction] | None

    def score_weight(self, book: Book, member_id: int, kpi_id: int) -> Fraction:
        """How much a figure that is there weighs in the member's score."""
        if self._weights is not None:
            return self._weights[member_id, kpi_id]
        return score_weight(book, member_id, kpi_id, self.period)

    def scores(self, book: Book) -> dict[int, Fraction | None]:
        """The score of each member of whom something was expected, in the order of the figures."""
        # What one role alone expects weighs the same for everybody, so that a figure that many share is seen to once.
        kpis = () if self._weights is not None else [one for one in book.kpis.values() if len(one.role_weights) == 1]
        alike = {one.id: weighing(next(iter(one.role_weights.values())), self.score_cap) for one in kpis}
        shared: dict[int, Weighted | None] = {}
        parts: dict[int, list[Weighted | None]] = {}
        for (member_id, kpi_id), figure in self.figures.items():
            key = id(figure)
            if key in shared:
                part = shared[key]
            else:
                weigh = alike.get(kpi_id)
                if weigh is None:
                    weight = self.score_weight(book, member_id, kpi_id)
                    part = weighing(weight, self.score_cap)(figure.in_score(self.score_cap))
                else:
                    part = shared[key] = weigh(figure.in_score(self.score_cap))
            parts.setdefault(member_id, []).append(part)
        return {member_id: score_of(of_member) for member_id, of_member in parts.items()}


def shown_figures(
    book: Book,
    places: Sequence[Place],
    member_ids: Collection[int],
    now: datetime,
    kpi_ids: Collection[int] | None = None,
) -> list[ShownFigures]:
    """The figures of each place, in order, of these KPIs or of all that are not archived (were not, when kept).

    All actuals are asked for at once, and what was kept by one query for each team; a run without a locked period
    costs none.
    """
    standings = [standing_of(book, place.period) for place in places]
    open_places = [place for place, at in zip(places, standings, strict=True) if at.keeps is None]
    computed = iter(_computed(book, open_places, member_ids, now, kpi_ids))
    kept = {}
    for team_id in {place.team_id for place in places}:
        closings = {at.keeps.id: at.keeps for place, at in zip(places, standings, strict=True) if at.keeps}
        kept[team_id] = kept_figures(book, list(closings.values()), member_ids, team_id)
    answers = []
    for place, at in zip(places, standings, strict=True):
        closing = at.keeps
        if closing is None:
            answers.append(ShownFigures(place.period, at, next(computed), book.thresholds, book.score_cap, None))
            continue
        mine = kept[place.team_id][closing.id]
        if kpi_ids is not None:
            mine = {key: one for key, one in mine.items() if key[1] in kpi_ids}
        figures = {key: one.figure for key, one in mine.items()}
        weights = {key: one.score_weight for key, one in mine.items()}
        answers.append(ShownFigures(place.period, at, figures, closing.thresholds, closing.score_cap, weights))
    return answers


def _computed(
    book: Book,
    places: Sequence[Place],
    member_ids: Collection[int],
    now: datetime,
    kpi_ids: Collection[int] | None,
) -> list[Figures]:
    if not places:
        return []
    if kpi_ids is None:
        kpi_ids = [kpi_id for kpi_id, kpi in book.kpis.items() if not kpi.is_archived]
    ranges = [Days(one.starts_on, one.ends_on, team_id) for one, team_id in places]
    return figures_of(book, ranges, member_ids, kpi_ids, now)
