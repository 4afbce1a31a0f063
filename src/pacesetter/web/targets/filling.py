"""Fill cells of the grid: with one quantity, as the first row, or so many per cent higher. Nothing is saved."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.book import Book
from pacesetter.kpis.verbs.set_target import checked_quantity
from pacesetter.web.targets.grid import Grid, GridCell
from pacesetter.web.targets.quantities import changed_by, read, read_per_cent, typed
from pacesetter.web.targets.typed_in import put


def fill(grid: Grid, book: Book, asked: Mapping[str, str]) -> int:
    """Fill as the form asks: `fill_how` in the cells of `fill_rows` and `fill_kpi`. Answers how many cells it filled.

    Raises a `Refusal` for an amount that is none.
    """
    rows = _rows(grid, asked.get("fill_rows", "all"), asked.get("fill_kpi", ""))
    how, amount = asked.get("fill_how", "set"), asked.get("fill_amount", "").strip()
    if how == "down":
        return sum(_down([row[column] for row in rows]) for column in range(len(grid.columns)))
    cells = [cell for row in rows for cell in row if cell]
    if how == "percent":
        per_cent = read_per_cent(amount)
        if not -100 <= per_cent <= 1000:
            raise Refusal(_("Give from -100 to 1000 per cent."), field="fill_amount", code="out_of_range")
        return sum(_raise(cell, book, per_cent) for cell in cells)
    kind = asked.get("fill_kind", "")
    for cell in cells:
        put(cell, _as_typed(amount, cell, book), kind if kind in set(PeriodKind) else cell.kind)
    return len(cells)


def _rows(grid: Grid, which: str, kpi_id: str) -> list[Sequence[GridCell | None]]:
    rows = [
        row.cells
        for row in grid.rows
        if which == "all" or which == row.subject.key or which == ("roles" if row.subject.is_role else "members")
    ]
    return [[cell if cell and kpi_id in ("", str(cell.kpi_id)) else None for cell in row] for row in rows]


def _down(column: Sequence[GridCell | None]) -> int:
    cells = [cell for cell in column if cell]
    if not cells or not cells[0].text:
        return 0
    for cell in cells[1:]:
        put(cell, cells[0].text, cells[0].kind)
    return len(cells) - 1


def _raise(cell: GridCell, book: Book, per_cent: Decimal) -> int:
    kpi = book.kpis[cell.kpi_id]
    try:
        quantity = checked_quantity(read(cell.text, kpi))
    except Refusal as refusal:
        cell.problem = refusal.message
        return 0
    if quantity is None:
        return 0
    shown = quantity * 100 if kpi.is_ratio else quantity
    raised = changed_by(shown, per_cent) / (100 if kpi.is_ratio else 1)
    put(cell, _text(raised, cell, book), cell.kind)
    return 1


def _as_typed(amount: str, cell: GridCell, book: Book) -> str:
    quantity = checked_quantity(read(amount, book.kpis[cell.kpi_id]))
    return "" if quantity is None else _text(quantity, cell, book)


def _text(quantity: Decimal, cell: GridCell, book: Book) -> str:
    return typed(Fraction(quantity), book.kpis[cell.kpi_id])
