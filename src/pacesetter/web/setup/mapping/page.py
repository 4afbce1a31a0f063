"""A mapping with what was typed into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import QueryDict

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.tenancy.models import settings_together
from pacesetter.web.setup.lists.list_page import NotSaved
from pacesetter.web.setup.lists.plain import plain
from pacesetter.web.setup.mapping.mapping import Mapping


@dataclass
class Cell:
    """One pair: the weight as text, empty where it is not mapped, and what it was when the page was drawn."""

    key: str
    kpi: Kpi
    column: Any
    text: str
    before: str
    problem: str = ""

    @property
    def is_changed(self) -> bool:
        return self.text != self.before


@dataclass
class Row:
    """One KPI with its cells. `lacks` tells that it is mapped to nothing, shown or not."""

    kpi: Kpi
    cells: list[Cell]
    lacks: bool


class MappingPage:
    """The table. `query` narrows it to one KPI or one column, `data` is what was sent."""

    def __init__(self, mapping: Mapping, query: QueryDict, data: QueryDict | None, by: Member) -> None:
        self.mapping, self.data, self.by = mapping, data, by
        self.all_kpis, self.all_columns = list(mapping.kpis()), list(mapping.columns())
        self.column = _chosen(self.all_columns, query.get(mapping.column_key))
        self.kpi = _chosen(self.all_kpis, query.get("kpi"))
        self.columns = [self.column] if self.column else self.all_columns
        self.kpis = [self.kpi] if self.kpi else self.all_kpis

    @cached_property
    def _weights(self) -> dict[tuple[int, int], Decimal]:
        return self.mapping.weights()

    @cached_property
    def rows(self) -> list[Row]:
        mapped = {kpi_id for kpi_id, _column_id in self._weights}
        return [
            Row(kpi, [self._cell(kpi, column) for column in self.columns], kpi.pk not in mapped) for kpi in self.kpis
        ]

    @cached_property
    def unmapped_columns(self) -> set[int]:
        """The columns in which there is nothing, archived KPIs aside."""
        shown = {kpi.pk for kpi in self.all_kpis}
        return {column.pk for column in self.all_columns} - {
            column_id for kpi_id, column_id in self._weights if kpi_id in shown
        }

    def _cell(self, kpi: Kpi, column: Any) -> Cell:
        key = f"{kpi.pk}.{column.pk}"
        weight = self._weights.get((kpi.pk, column.pk))
        stored = "" if weight is None else plain(weight)
        if self.data is None or f"w.{key}" not in self.data:
            return Cell(key, kpi, column, stored, stored)
        # A comma is what half of Europe types for the point.
        typed = str(self.data[f"w.{key}"]).strip().replace(",", ".")
        return Cell(key, kpi, column, typed, self.data.get(f"was.{key}", ""))

    @property
    def changed(self) -> Iterator[Cell]:
        """The cells in which something else stands than when the page was drawn."""
        return (cell for row in self.rows for cell in row.cells if cell.is_changed)

    def save(self) -> None:
        """Map and unmap what was typed, all or nothing. Raises `NotSaved` where a cell is refused, or the `Refusal` of
        all together. May be called more than once."""
        with settings_together():
            for cell in self.changed:
                self._save(cell)
            if any(cell.problem for cell in self.changed):
                raise NotSaved("")

    def _save(self, cell: Cell) -> None:
        cell.problem = ""
        try:
            if cell.text:
                self.mapping.map(cell.kpi, cell.column, cell.text, by=self.by)
            elif (cell.kpi.pk, cell.column.pk) in self._weights:
                self.mapping.unmap(cell.kpi, cell.column, by=self.by)
        except NotAllowed:
            raise
        except Refusal as refusal:
            cell.problem = refusal.message


def _chosen(among: list[Any], wanted: str | None) -> Any | None:
    return next((one for one in among if str(one.pk) == wanted), None) if wanted else None
