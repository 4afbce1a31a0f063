"""An Excel workbook as a table: the first sheet with a header, read as a stream."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from pacesetter.imports.reading.batch import Batch, Flaw, FlawKind
from pacesetter.imports.reading.formats import Format
from pacesetter.imports.reading.header import find_header, unique_names
from pacesetter.imports.reading.limits import BATCH_LINES, HEADER_SEARCH_ROWS, MAX_COLUMNS, MAX_XLSX_ROWS
from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.reading.xlsx_book import opened_workbook
from pacesetter.imports.reading.xlsx_cell import CELL_ERROR, NO_RESULT, text_of
from pacesetter.imports.reading.xlsx_guard import check_unpacked_size


class XlsxTable:
    """Opened by `open_table`. `sheet` names a sheet; by default it is the first whose top rows hold a header."""

    format = Format.XLSX

    def __init__(self, path: Path, is_known: Callable[[str], bool], sheet: str | None = None) -> None:
        check_unpacked_size(path)
        self.path = path
        with opened_workbook(path) as book:
            self.sheet, rows, index = _choose(book, sheet, is_known)
            others = len(book.sheetnames) - 1
        # The header's last named cell ends the table: Excel often keeps empty cells far to the right.
        header = rows[index]
        while header and not header[-1].strip():
            header.pop()
        self.header = unique_names(header)
        self.header_row = index + 1
        more = f" (one of {others + 1})" if others else ""
        self.described = f"Excel workbook, sheet {self.sheet!r}{more}"

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """See `Table.batches`."""
        after = max(after, self.header_row)
        with opened_workbook(self.path) as book:
            numbered = enumerate(_texts(book[self.sheet]), 1)
            for _row in islice(numbered, after):
                pass
            while chunk := list(islice(numbered, BATCH_LINES)):
                yield self._batch(chunk)

    def _batch(self, chunk: list[tuple[int, list[str]]]) -> Batch:
        width = len(self.header)
        batch = Batch([], [], chunk[-1][0])
        numbers: list[int] = []
        for number, row in chunk:
            if number > MAX_XLSX_ROWS or len(row) > MAX_COLUMNS:
                batch.flaws.append(Flaw(number, FlawKind.TOO_MANY_COLUMNS, row[:width]))
            elif not any(row):
                batch.blank += 1
            else:
                # A sheet has no ragged rows: what isn't stored is empty, and what stands beside the table isn't of it.
                row = row[:width] + [""] * (width - len(row))
                flaws = _mended(number, row) if any("\0" in cell for cell in row) else []
                if not any(row) and all(flaw.kind is FlawKind.CELL_ERROR for flaw in flaws):
                    # Formulas drawn down further than the table goes.
                    batch.blank += 1
                    continue
                numbers.append(number)
                batch.rows.append(row)
                batch.flaws += flaws
        batch.numbers = numbers
        return batch


_MARKS = {NO_RESULT: FlawKind.NO_RESULT, CELL_ERROR: FlawKind.CELL_ERROR}


def _mended(number: int, row: list[str]) -> list[Flaw]:
    """Empty what has no value in this row and take zero characters out; tells what was found where."""
    flaws = []
    for column, cell in enumerate(row):
        if cell in _MARKS:
            flaws.append(Flaw(number, _MARKS[cell], row, column))
            row[column] = ""
        elif "\0" in cell:
            flaws.append(Flaw(number, FlawKind.NULL_CHARACTERS, row, column))
            row[column] = cell.replace("\0", "")
    return flaws


def _texts(sheet: Any) -> Iterator[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield [text_of(value) for value in row]


def _choose(book: Any, sheet: str | None, is_known: Callable[[str], bool]) -> tuple[str, list[list[str]], int]:
    names = [name for name in book.sheetnames if getattr(book[name], "sheet_state", "visible") == "visible"]
    if sheet is not None:
        if sheet not in book.sheetnames:
            raise Unreadable(
                _("The workbook has no sheet “%(name)s”.") % {"name": sheet},
                _("It has: %(names)s.") % {"names": ", ".join(book.sheetnames)},
            )
        names = [sheet]
    refusal: Unreadable | None = None
    for name in names:
        if not hasattr(book[name], "iter_rows"):  # a sheet that is only a chart
            continue
        rows = [
            ["" if cell in _MARKS else cell for cell in row]
            for row in islice(_texts(book[name]), HEADER_SEARCH_ROWS * 3)
        ]
        try:
            return name, rows, find_header([_without_tail(row) for row in rows], is_known)
        except Unreadable as error:
            refusal = refusal or error
    raise refusal or Unreadable(_("The workbook has no sheet with rows."), _("Check that the right file was chosen."))


def _without_tail(row: list[str]) -> list[str]:
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]
