"""The board's big table, as plain rows for the template."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from pacesetter.kpis.board import Board
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Direction
from pacesetter.web.board.cells import Cell, Cells
from pacesetter.web.board.sorting import NAME, SCORE, Order, in_order, next_order
from pacesetter.web.periods.choice import PeriodChoice
from pacesetter.wording.amounts import unit
from pacesetter.wording.numbers import percent


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
    """What every cell of a KPI repeats, escaped once: its name, and the end of the address that says why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A member. `why` is the beginning of the address that a column's end completes."""

    name: str
    scorecard: str
    why: str
    score: str
    cells: list[Cell | None]


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
    """The table of a board in this order. `team_query` keeps the team in the headings' addresses."""
    cells, period = Cells(), choice.query_of_period
    # Reversing 1,600 addresses takes as long as everything else, so each is reversed once and cut at the ids.
    scorecard, after_scorecard = reverse("member_scorecard", args=[0]).split("/0/")
    why, before_kpi, after_kpi = reverse("why", args=[0, 0]).split("/0/")

    def heading(key: str, name: str = "", note: str = "", direction: Direction = Direction.MORE) -> Heading:
        now = ("descending" if order.descending else "ascending") if order.key == key else ""
        following = next_order(order, key, direction).query
        return Heading(key, name, following, f"{period}{team_query}&sort={following}", now, note)

    def row_of_cells(member_id: int, kpis: tuple[KpiRule, ...]) -> list[Cell | None]:
        figures = ((board.figures.get((member_id, kpi.id)), kpi) for kpi in kpis)
        return [cells.of(figure, kpi) if figure else None for figure, kpi in figures]

    return BoardTable(
        name=heading(NAME),
        score=heading(SCORE),
        kpis=[heading(str(kpi.id), kpi.name, _note(kpi, currency), kpi.direction) for kpi in board.kpis],
        columns=[
            Column(escape(kpi.name), escape(f"/{before_kpi}/{kpi.id}/{after_kpi}?{period}")) for kpi in board.kpis
        ],
        rows=[
            Row(
                name=member.name,
                scorecard=f"{scorecard}/{member.id}/{after_scorecard}?{period}",
                why=escape(f"{why}/{member.id}"),
                score=percent(board.scores[member.id]),
                cells=row_of_cells(member.id, board.kpis),
            )
            for member in in_order(board, order)
        ],
        totals=[cells.of(board.totals[kpi.id], kpi) for kpi in board.kpis],
    )


def _note(kpi: KpiRule, currency: str) -> str:
    less = _("less is better") if kpi.direction is Direction.LESS else ""
    once = _("each once in the period") if kpi.measure == "companies" else ""
    return ", ".join(part for part in (unit(kpi, currency), once, less) if part)
