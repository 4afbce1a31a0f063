"""The rows of a scorecard: each a figure in words, with the periods before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacesetter.core.periods import Period
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.scorecard import Scorecard, ScorecardRow
from pacesetter.web.charts.sparkline import Sparkline, sparkline
from pacesetter.web.figures.amounts import amount
from pacesetter.web.figures.numbers import NOTHING
from pacesetter.web.periods.labels import period_label, short_period_label
from pacesetter.web.scorecard.figure_in_words import FigureInWords, figure_in_words


@dataclass(frozen=True)
class PastFigure:
    """One period of the history: a column of the sparkline, and a cell of the table that says the same."""

    label: str
    short_label: str
    actual: str
    target: str
    text: str


@dataclass(frozen=True)
class RowInWords:
    """One KPI of the scorecard, ready to be printed."""

    figure: FigureInWords
    spark: Sparkline
    spark_text: str
    past: tuple[PastFigure, ...]


def rows_in_words(scorecard: Scorecard, currency: str) -> list[RowInWords]:
    """The rows in the order of the KPIs."""
    return [_row(row, scorecard.periods, currency) for row in scorecard.rows]


def _row(row: ScorecardRow, periods: Sequence[Period], currency: str) -> RowInWords:
    past = tuple(_past(figure, period, row.kpi) for figure, period in zip(row.history, periods, strict=True))
    return RowInWords(
        figure=figure_in_words(row.figure, row.kpi, currency),
        spark=sparkline(row.history),
        spark_text=_("%(first)s to %(last)s; latest: %(latest)s")
        % {"first": past[0].short_label, "last": past[-1].short_label, "latest": past[-1].text},
        past=past,
    )


def _past(figure: Figure | None, period: Period, kpi: KpiRule) -> PastFigure:
    label, short_label = period_label(period), short_period_label(period)
    if figure is None:
        return PastFigure(label, short_label, NOTHING, "", _("not expected"))
    actual = amount(figure.actual, kpi)
    if figure.target is None:
        return PastFigure(label, short_label, actual, "", actual)
    target = amount(figure.target, kpi)
    return PastFigure(
        label, short_label, actual, target, _("%(actual)s of %(target)s") % {"actual": actual, "target": target}
    )
