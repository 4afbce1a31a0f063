"""The grid of targets as a table: what stands in it, in the form in which it can be pasted back."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.targets.grid import Grid, GridCell


def targets_export(grid: Callable[[], Grid], kpis: Sequence[str]) -> ExportTable:
    """Roles and members down, KPIs across. `grid` is made only where a file is asked for."""
    return ExportTable(_("Targets"), [_("Role or member"), *kpis], _rows(grid))


def _rows(grid: Callable[[], Grid]) -> Iterator[Row]:
    for row in grid().rows:
        yield (row.subject.name, *map(_cell, row.cells))


def _cell(cell: GridCell | None) -> str:
    return f"{cell.text} / {cell.kind}" if cell and cell.text else ""
