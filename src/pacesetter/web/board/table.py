"""The board's big table, as plain rows for the template."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from pacesetter.kpis.board import Board
from pacesetter.kpis.book import KpiRule, MemberRule
from pacesetter.kpis.formulas import Direction, Figure
from pacesetter.web.board.cells import Cell, Cells
from pacesetter.web.board.sorting import NAME, SCORE, Order, in_order, next_order
from pacesetter.web.periods.choice import PeriodChoice
from pacesetter.wording.amounts import unit
from pacesetter.wording.numbers import NOTHING, number_forms


@dataclass(frozen=True, slots=True)
class Heading:
    """A column. `order` is what a click on it sorts by, and `query` the address's part that does so.

    `sorted` is the value of aria-sort, empty where the table stands in another column's order; `note` says what is
    counted and which way is better.
    """

    id: str
    name: str
    order: str
    query: str
    sorted: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """What every cell of a KPI repeats, escaped once: its name, and the end of the address that says why.

    `drawn` are its cells ready for the page, by the identity of the figure, which the board keeps: what stands before
    the beginning of that address, which is the member's, and what behind it.
    """

    name: str
    why: str
    drawn: dict[int, tuple[str, str]] = field(default_factory=dict)

    def cell(self, figure: Figure, kpi: KpiRule, cells: Cells) -> tuple[str, str]:
        """The cell of the figure. A board has thousands, and few different ones: a template that put together each
        took longer than everything else."""
        found = self.drawn.get(id(figure))
        if found is None:
            cell = cells.of(figure, kpi)
            found = self.drawn[id(figure)] = (
                f'<td role="cell" class="heat-{cell.heat}" data-kpi="{self.name}"><a href="',
                f'{self.why}">{cell.inside}</a></td>',
            )
        return found


@dataclass(frozen=True, slots=True)
class ScoreCell:
    """What the cells of scores repeat, escaped once: the column's name, and where a score's link leads."""

    name: str
    leads_to: str

    def drawn(self, score: str, scorecard: str) -> str:
        """The cell of a score, with a link to what it is made of; without one where there is no score."""
        if score == NOTHING:
            return f'<td role="cell" class="score is-empty" data-kpi="{self.name}">{score}</td>'
        return (
            f'<td role="cell" class="score" data-kpi="{self.name}"><a href="{escape(scorecard)}#score">{score}'
            f'<span class="visually-hidden"> {self.leads_to}</span></a></td>'
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A member. `cells`, the score's first, is ready for the page."""

    id: int
    name: str
    scorecard: str
    cells: str


@dataclass(frozen=True, slots=True)
class BoardTable:
    """Everything the table shows."""

    name: Heading
    score: Heading
    kpis: list[Heading]
    columns: list[Column]
    rows: list[Row]
    totals: list[Cell]


def board_table(board: Board, order: Order, currency: str, choice: PeriodChoice, team_query: str = "") -> BoardTable:
    """The table of a board in this order. `team_query` keeps the team in all addresses: where they lead,
    too, the days in it count alone."""
    cells, period = Cells(), choice.query_of_period
    # Reversing 1,600 addresses takes as long as everything else, so each is reversed once and cut at the ids.
    scorecard, after_scorecard = reverse("member_scorecard", args=[0]).split("/0/")
    why, before_kpi, after_kpi = reverse("why", args=[0, 0]).split("/0/")

    def heading(key: str, name: str = "", note: str = "", direction: Direction = Direction.MORE) -> Heading:
        now = ("descending" if order.descending else "ascending") if order.key == key else ""
        following = next_order(order, key, direction).query
        return Heading(key, name, following, f"{period}{team_query}&sort={following}", now, note)

    columns = [
        Column(escape(kpi.name), escape(f"/{before_kpi}/{kpi.id}/{after_kpi}?{period}{team_query}"))
        for kpi in board.kpis
    ]
    empty = escape(_("not expected"))
    forms = number_forms()
    score_cell = ScoreCell(escape(_("Score")), escape(_("How the score comes about")))

    def row_of_cells(member_id: int, score_address: str) -> str:
        address = escape(f"{why}/{member_id}")
        parts = [score_cell.drawn(forms.percent(board.scores[member_id]), score_address)]
        for kpi, column in zip(board.kpis, columns, strict=True):
            figure = board.figures.get((member_id, kpi.id))
            if figure is None:
                parts.append(_empty_cell(column, empty))
            else:
                before, behind = column.cell(figure, kpi, cells)
                parts += (before, address, behind)
        return "".join(parts)

    def row(member: MemberRule) -> Row:
        address = f"{scorecard}/{member.id}/{after_scorecard}?{period}{team_query}"
        return Row(member.id, member.name, address, row_of_cells(member.id, address))

    return BoardTable(
        name=heading(NAME),
        score=heading(SCORE),
        kpis=[heading(str(kpi.id), kpi.name, _note(kpi, currency), kpi.direction) for kpi in board.kpis],
        columns=columns,
        rows=[row(member) for member in in_order(board, order)],
        totals=[cells.of(board.totals[kpi.id], kpi) for kpi in board.kpis],
    )


def _empty_cell(column: Column, said: str) -> str:
    return (
        f'<td role="cell" class="heat-none is-empty" data-kpi="{column.name}"><span aria-hidden="true">–</span>'
        f'<span class="visually-hidden">{said}</span></td>'
    )


def _note(kpi: KpiRule, currency: str) -> str:
    less = _("less is better") if kpi.direction is Direction.LESS else ""
    once = _("each once in the period") if kpi.measure == "companies" else ""
    return ", ".join(part for part in (unit(kpi, currency), once, less) if part)
