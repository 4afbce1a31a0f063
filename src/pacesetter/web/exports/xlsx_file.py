"""XLSX with real numbers, days and times. The rows are written to a temporary file as they come, so that a long table
takes no memory."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from tempfile import SpooledTemporaryFile
from typing import Any

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pacesetter.core.export_guard import guarded
from pacesetter.web.exports.table import ExportTable, Share, Value

_PIECE = 64_000
_IN_MEMORY = 2_000_000  # bytes; a larger file lies on the disk until it is sent
# What Excel takes: rows on a sheet, characters in a cell.
_MOST_ROWS, _MOST_CHARACTERS = 1_048_576, 32_767
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_PHONE_NUMBER = re.compile(r"\+[0-9][0-9 ().-]{3,40}")
_DAY, _MOMENT, _PER_CENT, _BROKEN = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "0%", "#,##0.##"


def xlsx_file(table: ExportTable) -> Iterator[bytes]:
    """The file in pieces."""
    book = Workbook(write_only=True)
    sheet, number = _sheet(book, table, 1), 1
    for row in table.rows:
        if number == _MOST_ROWS:
            sheet, number = _sheet(book, table, len(book.sheetnames) + 1), 1
        sheet.append([_cell(sheet, value) for value in row])
        number += 1
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _sheet(book: Workbook, table: ExportTable, number: int) -> Any:
    title = _NOT_IN_TITLES.sub(" ", table.name).strip("' ")[:28] or "Export"
    sheet: Any = book.create_sheet(title if number == 1 else f"{title} {number}")
    sheet.freeze_panes = "A2"
    _set_widths(sheet, table.headings)
    sheet.append([_heading(sheet, heading) for heading in table.headings])
    return sheet


def _set_widths(sheet: Any, headings: Sequence[str]) -> None:
    # The rows are not known yet; a heading that can be read and a first column that holds a name do.
    for place, heading in enumerate(headings, start=1):
        least = 24 if place == 1 else 12
        sheet.column_dimensions[get_column_letter(place)].width = min(max(len(heading) + 3, least), 48)


def _heading(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, _text(text))
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:
    """What openpyxl writes: a plain value, or a cell where the number needs a form."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Share):
        return _formed(sheet, float(value.of_one), _PER_CENT)
    if isinstance(value, (Fraction, Decimal)):
        whole = value.as_integer_ratio()[1] == 1
        return int(value) if whole else _formed(sheet, float(value), _BROKEN)
    if isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        return _formed(sheet, local, _MOMENT)
    return _formed(sheet, datetime(value.year, value.month, value.day), _DAY)  # noqa: DTZ001 - sheets know no zones


def _formed(sheet: Any, value: float | datetime, form: str) -> Any:
    cell = WriteOnlyCell(sheet, value)
    cell.number_format = form
    return cell


def _text(value: str) -> str:
    # A cell that says that it is text stays text, and a number to dial holds nothing that could run elsewhere either.
    if _PHONE_NUMBER.fullmatch(value):
        return value
    return str(guarded(ILLEGAL_CHARACTERS_RE.sub("", value)))[:_MOST_CHARACTERS]
