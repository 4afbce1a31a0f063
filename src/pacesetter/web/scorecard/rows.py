"""The rows of a scorecard: each a figure in words, with the periods before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.scorecard import Scorecard, ScorecardRow
from pacesetter.web.charts.sparkline import Sparkline, sparkline
from pacesetter.web.scorecard.figure_in_words import FigureInWords, figure_in_words
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NOTHING
from pacesetter.wording.periods import short_period_label


@dataclass(frozen=True)
class PastFigure:
    """One period of the history: a cell of the table that says what a column of the sparkline shows."""

    actual: str
    target: str


@dataclass(frozen=True)
class RowInWords:
    """One KPI of the scorecard, ready to be printed."""

    figure: FigureInWords
    spark: Sparkline
    spark_text: str
    past: tuple[PastFigure, ...]


def history_labels(scorecard: Scorecard) -> list[str]:
    """What the periods of the history are called, in order."""
    return [short_period_label(period) for period in scorecard.periods]


def rows_in_words(scorecard: Scorecard, labels: Sequence[str], currency: str) -> list[RowInWords]:
    """The rows in the order of the KPIs. `labels` are those of the history."""
    return [_row(row, labels, currency) for row in scorecard.rows]


def _row(row: ScorecardRow, labels: Sequence[str], currency: str) -> RowInWords:
    past = tuple(_past(figure, row.kpi) for figure in row.history)
    latest = past[-1]
    return RowInWords(
        figure=figure_in_words(row.figure, row.kpi, currency),
        spark=sparkline(row.history),
        spark_text=_("%(first)s to %(last)s; latest: %(latest)s")
        % {
            "first": labels[0],
            "last": labels[-1],
            "latest": _("%(actual)s of %(target)s") % {"actual": latest.actual, "target": latest.target}
            if latest.target
            else latest.actual,
        },
        past=past,
    )


def _past(figure: Figure | None, kpi: KpiRule) -> PastFigure:
    if figure is None:
        return PastFigure(NOTHING, "")
    return PastFigure(amount(figure.actual, kpi), "" if figure.target is None else amount(figure.target, kpi))
