"""Which kind of file it is, told by its first bytes and never by its name."""

import zipfile
from enum import StrEnum
from pathlib import Path

from pacesetter.imports.reading.limits import MAX_CSV_BYTES, MAX_XLSX_BYTES
from pacesetter.imports.reading.unreadable import Unreadable

_SAVE_AS = "Open it in the program it comes from and save it as CSV UTF-8 or as an Excel workbook (.xlsx)."


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


# (first bytes, what it is, what to do)
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "This is an old Excel workbook (.xls) or one that is protected by a password.", _SAVE_AS),
    (b"%PDF", "This is a PDF document.", "Export the table itself, as CSV or as an Excel workbook (.xlsx)."),
    (b"\x1f\x8b", "This is a gzip archive.", "Unpack it and import the file inside."),
    (b"Rar!", "This is a RAR archive.", "Unpack it and import the file inside."),
    (b"7z\xbc\xaf", "This is a 7-Zip archive.", "Unpack it and import the file inside."),
    (b"PAR1", "This is a Parquet file.", "Convert it to CSV first."),
    (b"{\\rtf", "This is a text document (.rtf).", _SAVE_AS),
    (b"\x89PNG", "This is a picture.", "Import the table itself, as CSV or as an Excel workbook (.xlsx)."),
    (b"\xff\xd8\xff", "This is a picture.", "Import the table itself, as CSV or as an Excel workbook (.xlsx)."),
)


def format_of(path: Path) -> Format:
    """The file's format. Raises `Unreadable` for anything that is neither CSV nor XLSX, empty, or too large."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("The file is empty.", "Export it again and check that it has rows.")
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"PK\x03\x04"):
        _check_workbook(path)
        _check_size(size, MAX_XLSX_BYTES, "an Excel workbook")
        return Format.XLSX
    for magic, reason, advice in _REFUSED:
        if start.startswith(magic):
            raise Unreadable(reason, advice)
    _check_text(start)
    _check_size(size, MAX_CSV_BYTES, "a CSV file")
    return Format.CSV


def _check_size(size: int, limit: int, what: str) -> None:
    if size > limit:
        raise Unreadable(
            f"The file has {size / 1024**2:,.0f} MB; the limit for {what} is {limit / 1024**2:,.0f} MB.",
            "Export it in parts, by year for example, or save a workbook as CSV.",
        )


def _check_text(start: bytes) -> None:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        # Many systems hand out an HTML table under the name of an Excel file.
        raise Unreadable("This is a web page or an XML document, whatever its name says.", _SAVE_AS)
    if head.startswith((b'{"', b"[{", b"[\n")):
        raise Unreadable("This is a JSON document.", "Export the table as CSV, or use the API to send JSON.")


def _check_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("The workbook is damaged and cannot be opened.", "Save or export it again.") from error
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Unreadable("This is a binary Excel workbook (.xlsb).", _SAVE_AS)
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable("This is an OpenDocument file (.ods).", _SAVE_AS)
    if "Index/Document.iwa" in names:
        raise Unreadable("This is a Numbers document.", _SAVE_AS)
    raise Unreadable("This is a ZIP archive.", "Unpack it and import one of the files inside.")
