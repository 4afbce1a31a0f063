"""The rows of a scorecard: each a figure in words, with the periods before it."""

from dataclasses import dataclass, replace

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.scorecard import Scorecard, ScorecardRow
from pacesetter.web.addresses import address
from pacesetter.web.charts.sparkline import Sparkline, sparkline
from pacesetter.web.scorecard.figure_in_words import FigureInWords, figure_in_words
from pacesetter.web.scorecard.history import History
from pacesetter.web.seen_periods import SeenPeriods
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NOTHING
from pacesetter.wording.periods import short_period_label


@dataclass(frozen=True)
class RowInWords:
    """One KPI of the scorecard, ready to be printed. `why` is the address of what its figures are made of, without the
    part that says which period; `past` are the cells of the periods before, drawn."""

    figure: FigureInWords
    why: str
    spark: Sparkline
    spark_text: str
    past: SafeString


def history_labels(scorecard: Scorecard) -> list[str]:
    """What the periods of the history are called, in order."""
    return [short_period_label(period) for period in scorecard.periods]


def only_seen(scorecard: Scorecard, seen: SeenPeriods) -> tuple[Scorecard, list[bool]]:
    """The scorecard without the figures of periods that the viewer may not look behind, and which periods those left
    are."""
    shown = [seen.holds(scorecard.member.id, period) for period in scorecard.periods]
    if all(shown):
        return scorecard, shown
    rows = tuple(
        replace(row, history=tuple(one if may else None for one, may in zip(row.history, shown, strict=True)))
        for row in scorecard.rows
    )
    return replace(scorecard, rows=rows), shown


def rows_in_words(scorecard: Scorecard, history: History, currency: str) -> list[RowInWords]:
    """The rows in the order of the KPIs."""
    return [_row(row, scorecard.member.id, history, currency) for row in scorecard.rows]


def _row(row: ScorecardRow, member_id: int, history: History, currency: str) -> RowInWords:
    why = address("why", args=[member_id, row.kpi.id])
    return RowInWords(
        figure=figure_in_words(row.figure, row.kpi, currency),
        why=why,
        spark=sparkline(row.history),
        spark_text=_("%(first)s to %(last)s; latest: %(latest)s")
        % {"first": history.labels[0], "last": history.labels[-1], "latest": _latest(row.history[-1], row.kpi)},
        past=history.cells(row.kpi, row.history, why),
    )


def _latest(figure: Figure | None, kpi: KpiRule) -> str:
    if figure is None:
        return NOTHING
    if figure.target is None:
        return amount(figure.actual, kpi)
    return _("%(actual)s of %(target)s") % {"actual": amount(figure.actual, kpi), "target": amount(figure.target, kpi)}
