"""The one door to reading: a path in, a table out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pacesetter.imports.reading.batch import Table
from pacesetter.imports.reading.csv_table import CsvTable
from pacesetter.imports.reading.encoding import examine
from pacesetter.imports.reading.formats import Format, format_of
from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.reading.xlsx_table import XlsxTable


@dataclass(frozen=True, slots=True)
class Opened:
    """A table, and the fingerprint of the file it comes from. `encoding` is empty for a workbook."""

    table: Table
    sha256: str
    size: int
    encoding: str


def open_table(
    path: Path,
    *,
    is_known: Callable[[str], bool] = lambda name: False,
    sheet: str | None = None,
    encoding: str | None = None,
) -> Opened:
    """Open a CSV file or an Excel workbook. `is_known` helps to find the header; `encoding` overrules what is found.

    Raises `Unreadable`, with what to do about it, for everything else.
    """
    try:
        kind = format_of(path)
        found = examine(path)
    except OSError as error:
        raise Unreadable(
            f"The file cannot be opened ({error.strerror}).", "Check its name and who may read it."
        ) from error
    if kind is Format.XLSX:
        return Opened(XlsxTable(path, is_known, sheet), found.sha256, found.size, "")
    encoding = encoding or found.encoding
    return Opened(CsvTable(path, encoding, is_known), found.sha256, found.size, encoding)
