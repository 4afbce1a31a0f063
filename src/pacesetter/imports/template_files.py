"""The templates that we hand out: CSV, and a workbook with a sheet that describes the fields."""

import csv
from io import BytesIO, StringIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from pacesetter.imports.fields.field import Field, Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.profiles.template import headings


def _fields(kind: Kind) -> list[Field]:
    return [field for field in FIELDS[kind].values() if field.in_template]


def csv_template(kind: Kind) -> bytes:
    """Headings and one example row, in UTF-8 with a mark so that Excel reads accents right."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headings(kind).values())
    writer.writerow(field.example for field in _fields(kind))
    return buffer.getvalue().encode("utf-8-sig")


def xlsx_template(kind: Kind) -> bytes:
    """The same as a workbook, with a second sheet that says what each field means and which are required."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has one
    sheet.title = kind.value.capitalize()
    names = headings(kind)
    sheet.append(list(names.values()))
    sheet.append([field.example for field in _fields(kind)])
    sheet.freeze_panes = "A2"
    for place, (cell, name) in enumerate(zip(sheet[1], names.values(), strict=True), 1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = max(14, len(name) + 4)
    described = book.create_sheet(_("Field descriptions")[:31])
    described.append([_("Field"), _("Required"), _("Description"), _("Example")])
    for cell in described[1]:
        cell.font = Font(bold=True)
    for field in _fields(kind):
        required = _("yes") if field.required else ""
        described.append([names[field.name], required, str(field.description), field.example])
    for column, width in (("A", 20), ("B", 10), ("C", 90), ("D", 26)):
        described.column_dimensions[column].width = width
    for row in described.iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()
