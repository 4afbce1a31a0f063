"""The team board: members down, KPIs across."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book, KpiRule, MemberRule
from pacesetter.kpis.figures import Figures, figures_over
from pacesetter.kpis.formulas import Figure, rolled_up, score


@dataclass(frozen=True, slots=True)
class Board:
    """The figures of members over a period. A member without a KPI has no figure for it."""

    period: Period
    members: tuple[MemberRule, ...]
    kpis: tuple[KpiRule, ...]
    figures: Figures
    totals: dict[int, Figure]
    scores: dict[int, Fraction | None]


def board(book: Book, member_ids: Iterable[int], period: Period, now: datetime, team_id: int | None = None) -> Board:
    """The board of these members, in their order. The caller has checked who may see them.

    With a team, members count on the days on which they belonged to it, and the totals are the team's.
    Shown are the KPIs that are expected of at least one of them in the period, and the members of whom something is.
    """
    ids = [member_id for member_id in member_ids if member_id in book.members]
    shown = [kpi_id for kpi_id, kpi in book.kpis.items() if not kpi.is_archived]
    figures = figures_over(book, ids, shown, period.starts_on, period.ends_on, now, team_id)
    columns: dict[int, list[Figure]] = {kpi_id: [] for kpi_id in shown}
    rows: dict[int, list[tuple[Fraction, Fraction | None]]] = {}
    for (member_id, kpi_id), figure in figures.items():
        columns[kpi_id].append(figure)
        rows.setdefault(member_id, []).append(
            (score_weight(book, member_id, kpi_id, period), figure.in_score(book.score_cap))
        )
    return Board(
        period=period,
        members=tuple(book.members[member_id] for member_id in ids if member_id in rows),
        kpis=tuple(book.kpis[kpi_id] for kpi_id in shown if columns[kpi_id]),
        figures=figures,
        totals={kpi_id: rolled_up(column) for kpi_id, column in columns.items() if column},
        scores={member_id: score(parts, book.score_cap) for member_id, parts in rows.items()},
    )


def score_weight(book: Book, member_id: int, kpi_id: int, period: Period) -> Fraction:
    """The KPI's weight in the member's score: the highest among the roles held in the period that have it."""
    weights = book.kpis[kpi_id].role_weights
    if len(weights) == 1:
        return next(iter(weights.values()))
    return max(
        weights[role]
        for role, (starts_on, ends_on) in book.members[member_id].roles
        if role in weights and starts_on < period.ends_on and (ends_on is None or ends_on > period.starts_on)
    )
