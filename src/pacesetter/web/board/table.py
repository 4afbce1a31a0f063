"""The board's big table, as plain rows for the template."""

from dataclasses import dataclass

from django.urls import reverse

from pacesetter.kpis.board import Board
from pacesetter.kpis.formulas import Direction
from pacesetter.web.board.cells import Cell, Cells
from pacesetter.web.board.sorting import NAME, SCORE, Order, in_order, next_order
from pacesetter.web.figures.amounts import unit
from pacesetter.web.figures.numbers import percent


@dataclass(frozen=True, slots=True)
class Heading:
    """A column. `order` is what a click on it sorts by, as the address's `query` says it. `sorted` is the value of
    aria-sort, empty where the table stands in another column's order."""

    id: str
    name: str
    unit: str
    order: str
    query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Row:
    member_id: int
    name: str
    score: str
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class BoardTable:
    """Everything the table shows. `scorecard_address` and `why_address` hold MEMBER and KPI where the ids belong:
    putting them in is many times faster than reversing 1,600 addresses."""

    name: Heading
    score: Heading
    kpis: list[Heading]
    rows: list[Row]
    totals: list[Cell]
    scorecard_address: tuple[str, str]
    why_address: tuple[str, str, str]


def board_table(board: Board, order: Order, currency: str, query: str) -> BoardTable:
    """The table of a board in this order. `query` is the part of the address that leads to this board."""
    cells = Cells()

    def heading(key: str, name: str = "", unit: str = "", direction: Direction = Direction.MORE) -> Heading:
        now = ("descending" if order.descending else "ascending") if order.key == key else ""
        following = next_order(order, key, direction).query
        return Heading(key, name, unit, following, f"{query}&sort={following}", now)

    return BoardTable(
        name=heading(NAME),
        score=heading(SCORE),
        kpis=[heading(str(kpi.id), kpi.name, unit(kpi, currency), kpi.direction) for kpi in board.kpis],
        rows=[
            Row(
                member.id,
                member.name,
                percent(board.scores[member.id]),
                [
                    cells.of(figure, kpi) if (figure := board.figures.get((member.id, kpi.id))) else None
                    for kpi in board.kpis
                ],
            )
            for member in in_order(board, order)
        ],
        totals=[cells.of(board.totals[kpi.id], kpi) for kpi in board.kpis],
        scorecard_address=_around(reverse("member_scorecard", args=[0])),
        why_address=_around_both(reverse("why", args=[0, 0])),
    )


def _around(address: str) -> tuple[str, str]:
    before, after = address.split("/0/")
    return f"{before}/", f"/{after}"


def _around_both(address: str) -> tuple[str, str, str]:
    before, between, after = address.split("/0/")
    return f"{before}/", f"/{between}/", f"/{after}"
