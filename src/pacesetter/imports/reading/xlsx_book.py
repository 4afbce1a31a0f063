"""A workbook opened as a stream: nothing of a sheet is read before its rows are asked for."""

import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError  # only the exception; openpyxl parses

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.reading.xlsx_cell import NO_RESULT

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    OSError,
    EOFError,
)


@contextmanager
def opened_workbook(path: Path) -> Iterator[Any]:
    """The workbook of openpyxl; reading is over with the block. Raises `Unreadable`, also for what is found within."""
    try:
        with warnings.catch_warnings():
            # openpyxl warns about styles and extensions that don't matter for reading values.
            warnings.simplefilter("ignore")
            reader = _Reader(path, read_only=True, data_only=True, keep_links=False)
            reader.read()
            try:
                yield reader.wb
            finally:
                reader.wb.close()
    except _DAMAGED as error:
        raise Unreadable(
            _("The workbook is damaged and cannot be read."), _("Save it again, or save it as CSV.")
        ) from error


class _Parser(WorkSheetParser):
    def parse_cell(self, element: Any) -> Any:
        """As openpyxl does, but `NO_RESULT` where a formula stands whose result was never worked out, which openpyxl
        takes for an empty cell. A formula that comes to an empty text says so (`str`)."""
        cell: Any = super().parse_cell(element)
        if cell["value"] is None and element.get("t") != "str" and element.find(FORMULA_TAG) is not None:
            cell["value"] = NO_RESULT
        return cell


class _Sheet(ReadOnlyWorksheet):
    def _get_size(self) -> None:
        """Nothing. The size that a sheet declares is often wrong (one row, or sixteen thousand columns), and where it
        declares none, as in files that programs write row by row, openpyxl would read all rows to find that out."""

    def _cells_by_row(self, *_asked: object, **_more: object) -> Iterator[tuple[Any, ...]]:
        """All rows in order, with nothing for those that the sheet leaves out. Our own for the sake of the parser."""
        sheet: Any = self  # openpyxl's types leave out what it keeps to itself
        book = sheet.parent
        with sheet._get_source() as source:
            parser = _Parser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            following = 1
            for number, cells in parser.parse():
                for _gap in range(following, number):
                    yield ()
                if number >= following:
                    following = number + 1
                    yield sheet._get_row(cells, values_only=True)


class _Reader(ExcelReader):
    def read_worksheets(self) -> None:
        book: Any = self.wb
        found: Any = self.parser.find_sheets()
        for sheet, relation in found:
            if relation.target not in self.valid_files:
                continue
            if "chartsheet" in relation.Type:
                self.read_chartsheet(sheet, relation)
                continue
            one = _Sheet(book, sheet.name, relation.target, self.shared_strings)
            one.sheet_state = sheet.state
            book._sheets.append(one)
