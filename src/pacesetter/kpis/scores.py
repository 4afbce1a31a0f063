"""The scores of members, without the figures that they are made of: a leaderboard shows nothing else."""

from collections.abc import Collection, Sequence
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple, cast

from pacesetter.kpis.book import Book
from pacesetter.kpis.closing.standing import standing_of
from pacesetter.kpis.formulas import Figure, Outlook, score
from pacesetter.kpis.layout import Days, Layout, layout_of
from pacesetter.kpis.score_weights import score_weight
from pacesetter.kpis.shown_figures import Place, ShownFigures, shown_figures

# So many scores a layout keeps with what was done for them.
_MOST = 20_000
_MISSING = object()


class Scored(NamedTuple):
    """A member's score, and what was expected in the figures that make it."""

    score: Fraction | None
    outlooks: tuple[Outlook, ...]


class _Row(NamedTuple):
    """The figures of a member in a place: those with the same number are alike in all but what was done."""

    member_id: int
    alike: int
    asks: tuple[int, ...]
    sums: tuple[int, ...]


class _Alike(NamedTuple):
    """What rows share: KPI, place of the outlook and weight of each figure."""

    kpi_ids: tuple[int, ...]
    outlooks: tuple[int, ...]
    weights: tuple[Fraction, ...]


class _Scores:
    """The scores of a layout. A score follows from what was done alone, for what is expected of a whole period does not
    grow with the time; so those of whom the database says the same as the last time are not worked out again."""

    def __init__(self, book: Book, layout: Layout, places: Sequence[Place]) -> None:
        self._book, self._layout = book, layout
        numbers: dict[_Alike, int] = {}
        self._rows: list[list[_Row]] = []
        first = 0
        for place, cells in zip(places, layout.ranges, strict=True):
            by_member: dict[int, list[tuple[int, int, int]]] = {}
            for ask, ((member_id, kpi_id), outlook) in enumerate(cells, start=first):
                by_member.setdefault(member_id, []).append((ask, kpi_id, outlook))
            first += len(cells)
            rows = []
            for member_id, figures in by_member.items():
                asks = tuple(ask for ask, _, _ in figures)
                alike = _Alike(
                    kpi_ids=tuple(kpi_id for _, kpi_id, _ in figures),
                    outlooks=tuple(outlook for _, _, outlook in figures),
                    weights=tuple(score_weight(book, member_id, kpi_id, place.period) for _, kpi_id, _ in figures),
                )
                number = numbers.setdefault(alike, len(numbers))
                rows.append(_Row(member_id, number, asks, layout.question.sums_of(asks)))
            self._rows.append(rows)
        self._alike = list(numbers)
        self._known: dict[tuple[int, ...], object] = {}

    def at(self, now: datetime) -> list[dict[int, Scored]]:
        """For each place member to score, in the order of the members."""
        outlooks, totals = self._layout.outlooks_at(now), self._layout.question.totals()
        shared = [tuple(outlooks[place] for place in alike.outlooks) for alike in self._alike]
        known = self._known
        if len(known) > _MOST:
            known.clear()
        answers = []
        for rows in self._rows:
            found: dict[int, Scored] = {}
            for row in rows:
                key = (row.alike, *[totals[number] for number in row.sums])
                # Looked for once: another thread may throw everything away at any moment.
                one = known.get(key, _MISSING)
                if one is _MISSING:
                    one = known[key] = self._score(row, totals, shared[row.alike])
                found[row.member_id] = Scored(cast("Fraction | None", one), shared[row.alike])
            answers.append(found)
        return answers

    def _score(self, row: _Row, totals: Sequence[int], outlooks: Sequence[Outlook]) -> Fraction | None:
        book, alike, parts = self._book, self._alike[row.alike], []
        for ask, kpi_id, outlook, weight in zip(row.asks, alike.kpi_ids, outlooks, alike.weights, strict=True):
            done, divisor = self._layout.question.together(totals, [ask])
            figure = Figure(done, outlook, divisor, book.kpis[kpi_id].direction, book.thresholds)
            parts.append((weight, figure.in_score(book.score_cap)))
        return score(parts, book.score_cap)


def scores_of(
    book: Book, places: Sequence[Place], member_ids: Collection[int], now: datetime
) -> list[dict[int, Scored]]:
    """For each place member to score, without those of whom nothing was expected; by all KPIs that are not archived
    (were not, when kept). All actuals are asked for at once."""
    keeps = [standing_of(book, place.period).keeps is not None for place in places]
    locked = [place for place, is_kept in zip(places, keeps, strict=True) if is_kept]
    computed = [place for place, is_kept in zip(places, keeps, strict=True) if not is_kept]
    kept = iter([_kept(book, shown) for shown in shown_figures(book, locked, member_ids, now)] if locked else ())
    made = iter(_scores_of(book, computed, member_ids).at(now) if computed else ())
    return [next(kept) if is_kept else next(made) for is_kept in keeps]


def _scores_of(book: Book, places: Sequence[Place], member_ids: Collection[int]) -> _Scores:
    kpi_ids = [kpi_id for kpi_id, kpi in book.kpis.items() if not kpi.is_archived]
    ranges = [Days(period.starts_on, period.ends_on, team_id) for period, team_id in places]
    layout = layout_of(book, ranges, member_ids, kpi_ids)
    if "scores" not in layout.memory:
        layout.memory["scores"] = _Scores(book, layout, places)
    return cast(_Scores, layout.memory["scores"])


def _kept(book: Book, shown: ShownFigures) -> dict[int, Scored]:
    outlooks: dict[int, list[Outlook]] = {}
    for (member_id, _kpi_id), figure in shown.figures.items():
        outlooks.setdefault(member_id, []).append(figure.outlook)
    return {member_id: Scored(one, tuple(outlooks[member_id])) for member_id, one in shown.scores(book).items()}
