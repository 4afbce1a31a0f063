"""The one door to reading: a path in, a table out."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from pacesetter.imports.reading.batch import Table
from pacesetter.imports.reading.csv_table import CsvTable
from pacesetter.imports.reading.encoding import examine
from pacesetter.imports.reading.formats import Format, format_of
from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.reading.xlsx_table import XlsxTable


@dataclass(frozen=True, slots=True)
class Opened:
    """A table, and the fingerprint of the file it comes from. `encoding` means nothing for a workbook."""

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
        format_of(path)
        found = examine(path)
    except OSError as error:
        raise _cannot_open(error) from error
    encoding = encoding or found.encoding
    return Opened(
        open_known(path, is_known=is_known, sheet=sheet, encoding=encoding), found.sha256, found.size, encoding
    )


def open_known(path: Path, *, is_known: Callable[[str], bool], sheet: str | None, encoding: str) -> Table:
    """Open a file that was opened before, without looking through all of it for its encoding again."""
    try:
        if format_of(path) is Format.XLSX:
            return XlsxTable(path, is_known, sheet)
        return CsvTable(path, encoding, is_known)
    except OSError as error:
        raise _cannot_open(error) from error


def _cannot_open(error: OSError) -> Unreadable:
    reason = _("The file cannot be opened (%(reason)s).") % {"reason": error.strerror}
    return Unreadable(reason, _("Check its name and who may read it."))
