"""The board as a table for a file: each figure as three numbers."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.kpis.board import Board
from pacesetter.kpis.book import KpiRule, MemberRule
from pacesetter.kpis.formulas import Figure
from pacesetter.web.board.sorting import Order, in_order
from pacesetter.web.exports import ExportTable, Row, Share, Value
from pacesetter.wording.amounts import unit


def board_export(board: Board, order: Order, currency: str, label: str) -> ExportTable:
    """Members down in the board's order, for each KPI what was done, of what, and the share of it. The last row is what
    they did together, which for ratios no sum of the column would tell."""
    headings = [_("Member"), _("Score")]
    for kpi in board.kpis:
        headings += figure_headings(kpi, currency)
    return ExportTable(f"{_('Team board')} {label}", headings, _rows(board, in_order(board, order)))


def figure_headings(kpi: KpiRule, currency: str) -> list[str]:
    """The headings of the three columns of a KPI."""
    counted = unit(kpi, currency)
    name = f"{kpi.name} ({counted})" if counted else kpi.name
    return [name, f"{kpi.name}: {_('target')}", f"{kpi.name}: {_('attainment')}"]


def figure_values(figure: Figure | None) -> Row:
    """The three cells of a figure, empty where nothing was expected."""
    if figure is None:
        return (None, None, None)
    return (amount_value(figure.actual, figure), amount_value(figure.target, figure), share_value(figure.attainment))


def amount_value(amount: Fraction | None, figure: Figure) -> Value:
    """An amount of the figure's KPI: a number, or for a ratio a share."""
    return share_value(amount) if figure.is_ratio else amount


def share_value(share: Fraction | None) -> Value:
    return None if share is None else Share(share)


def _rows(board: Board, members: Iterable[MemberRule]) -> Iterator[Row]:
    for member in members:
        cells = [value for kpi in board.kpis for value in figure_values(board.figures.get((member.id, kpi.id)))]
        yield [member.name, share_value(board.scores[member.id]), *cells]
    if board.members:
        totals = [value for kpi in board.kpis for value in figure_values(board.totals[kpi.id])]
        yield [_("Together"), None, *totals]
