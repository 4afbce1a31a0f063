"""The scorecard: one member, one row per KPI."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.periods import Period, last_periods
from pacesetter.kpis.book import Book, KpiRule, MemberRule
from pacesetter.kpis.closing.standing import Standing
from pacesetter.kpis.formulas import Figure, Thresholds, score
from pacesetter.kpis.shown_figures import Place, shown_figures


@dataclass(frozen=True, slots=True)
class ScorecardRow:
    """A KPI's figure in the period, and in the periods before it (oldest first, this one last).

    A period in which the KPI was not expected of the member has None in the history.
    """

    kpi: KpiRule
    figure: Figure
    history: tuple[Figure | None, ...]
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What one member has done and what is expected, in one period."""

    member: MemberRule
    period: Period
    standing: Standing
    thresholds: Thresholds
    periods: tuple[Period, ...]
    rows: tuple[ScorecardRow, ...]
    score: Fraction | None
    score_cap: Fraction


def scorecard(
    book: Book, member_id: int, period: Period, now: datetime, periods: int = 12, team_id: int | None = None
) -> Scorecard:
    """The member's scorecard with a history of so many periods. Locked ones show what was kept of them.

    With a team only the days in it count, as in the member's row of the team's board. The caller has checked who may
    see it.
    """
    run = last_periods(period, periods)
    shown = shown_figures(book, [Place(one, team_id) for one in run], [member_id], now)
    last = shown[-1]
    rows = [
        ScorecardRow(
            kpi=book.kpis[kpi_id],
            figure=last.figures[member_id, kpi_id],
            history=tuple(one.figures.get((member_id, kpi_id)) for one in shown),
            weight=last.score_weight(book, member_id, kpi_id),
        )
        for kpi_id in book.kpis
        if (member_id, kpi_id) in last.figures
    ]
    return Scorecard(
        member=book.members[member_id],
        period=period,
        standing=last.standing,
        thresholds=last.thresholds,
        periods=tuple(run),
        rows=tuple(rows),
        score=score([(row.weight, row.figure.in_score(last.score_cap)) for row in rows], last.score_cap),
        score_cap=last.score_cap,
    )
