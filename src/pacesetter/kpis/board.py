"""The team board: members down, KPIs across."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book, KpiRule, MemberRule
from pacesetter.kpis.closing.standing import Standing
from pacesetter.kpis.figures import Figures
from pacesetter.kpis.formulas import Figure, Thresholds, rolled_up
from pacesetter.kpis.shown_figures import Place, shown_figures


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of members over a period. A member without a KPI has no figure for it."""

    period: Period
    standing: Standing
    thresholds: Thresholds
    members: tuple[MemberRule, ...]
    kpis: tuple[KpiRule, ...]
    figures: Figures
    totals: dict[int, Figure]
    scores: dict[int, Fraction | None]


def board(book: Book, member_ids: Iterable[int], period: Period, now: datetime, team_id: int | None = None) -> Board:
    """The board of these members, in their order. The caller has checked who may see them.

    With a team, members count on the days on which they belonged to it, and the totals are the team's.
    Shown are the KPIs that are expected of at least one of them in the period, and the members of whom something is. A
    locked period shows what was kept of it.
    """
    ids = [member_id for member_id in member_ids if member_id in book.members]
    (shown,) = shown_figures(book, [Place(period, team_id)], ids, now)
    columns: dict[int, list[Figure]] = {kpi_id: [] for kpi_id in book.kpis}
    for (_, kpi_id), figure in shown.figures.items():
        columns[kpi_id].append(figure)
    scores = shown.scores(book)
    return Board(
        period=period,
        standing=shown.standing,
        thresholds=shown.thresholds,
        members=tuple(book.members[member_id] for member_id in ids if member_id in scores),
        kpis=tuple(book.kpis[kpi_id] for kpi_id, column in columns.items() if column),
        figures=shown.figures,
        totals={kpi_id: rolled_up(column) for kpi_id, column in columns.items() if column},
        scores=scores,
    )
