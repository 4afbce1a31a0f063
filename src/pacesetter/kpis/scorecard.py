"""The scorecard: one member, one row per KPI."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from pacesetter.core.periods import Period, last_periods
from pacesetter.kpis.board import score_weight
from pacesetter.kpis.book import Book, KpiRule, MemberRule
from pacesetter.kpis.expectations import Expectations
from pacesetter.kpis.figures import figures_of
from pacesetter.kpis.formulas import Figure, score


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
    periods: tuple[Period, ...]
    rows: tuple[ScorecardRow, ...]
    score: Fraction | None


def scorecard(book: Book, member_id: int, period: Period, now: datetime, periods: int = 12) -> Scorecard:
    """The member's scorecard with a history of so many periods. The caller has checked who may see it."""
    run = last_periods(period, periods)
    figures: list[dict[int, Figure]] = _history(book, member_id, run, now)
    rows = [
        ScorecardRow(
            kpi=book.kpis[kpi_id],
            figure=figure,
            history=tuple(past.get(kpi_id) for past in figures),
            weight=score_weight(book, member_id, kpi_id, period),
        )
        for kpi_id, figure in figures[-1].items()
    ]
    return Scorecard(
        member=book.members[member_id],
        period=period,
        periods=tuple(run),
        rows=tuple(rows),
        score=score([(row.weight, row.figure.in_score(book.score_cap)) for row in rows], book.score_cap),
    )


def _history(book: Book, member_id: int, run: list[Period], now: datetime) -> list[dict[int, Figure]]:
    """KPI to figure for each period, all actuals asked for at once."""
    kpi_ids = [kpi_id for kpi_id, kpi in book.kpis.items() if not kpi.is_archived]
    # The whole run first, so that working times are read once.
    book.working_times(run[0].starts_on, run[-1].ends_on)
    ranges = [Expectations(book, period.starts_on, period.ends_on, now) for period in run]
    return [
        {kpi_id: figure for (_, kpi_id), figure in figures.items()}
        for figures in figures_of(book, ranges, [member_id], kpi_ids)
    ]
