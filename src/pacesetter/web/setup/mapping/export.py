"""A mapping as a table for a spreadsheet."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.setup.mapping.mapping import Mapping


def mapping_export(mapping: Mapping) -> ExportTable:
    """KPIs down, what they are mapped to across, the weights in the cells. Nothing is read before it is asked for."""
    columns = list(mapping.columns())
    return ExportTable(str(mapping.title), [_("KPI"), *(str(column) for column in columns)], _rows(mapping, columns))


def _rows(mapping: Mapping, columns: Sequence[Any]) -> Iterator[Row]:
    weights = mapping.weights()
    for kpi in mapping.kpis():
        found = (weights.get((kpi.pk, column.pk)) for column in columns)
        yield (kpi.name, *(None if weight is None else Fraction(weight) for weight in found))
