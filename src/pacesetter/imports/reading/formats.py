"""Which kind of file it is, told by its first bytes and never by its name."""

import zipfile
from enum import StrEnum
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.imports.reading.limits import MAX_CSV_BYTES, MAX_XLSX_BYTES
from pacesetter.imports.reading.unreadable import Unreadable

_SAVE_AS = gettext_lazy(
    "Open it in the program it comes from and save it as CSV UTF-8 or as an Excel workbook (.xlsx)."
)
_UNPACK = gettext_lazy("Unpack it and import the file inside.")
_PICTURE = gettext_lazy("This is a picture.")
_TABLE_ITSELF = gettext_lazy("Import the table itself, as CSV or as an Excel workbook (.xlsx).")


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


# (first bytes, what it is, what to do)
_REFUSED = (
    (
        b"\xd0\xcf\x11\xe0",
        gettext_lazy("This is an old Excel workbook (.xls) or one that is protected by a password."),
        _SAVE_AS,
    ),
    (
        b"%PDF",
        gettext_lazy("This is a PDF document."),
        gettext_lazy("Export the table itself, as CSV or as an Excel workbook (.xlsx)."),
    ),
    (b"\x1f\x8b", gettext_lazy("This is a gzip archive."), _UNPACK),
    (b"Rar!", gettext_lazy("This is a RAR archive."), _UNPACK),
    (b"7z\xbc\xaf", gettext_lazy("This is a 7-Zip archive."), _UNPACK),
    (b"PAR1", gettext_lazy("This is a Parquet file."), gettext_lazy("Convert it to CSV first.")),
    (b"{\\rtf", gettext_lazy("This is a text document (.rtf)."), _SAVE_AS),
    (b"\x89PNG", _PICTURE, _TABLE_ITSELF),
    (b"\xff\xd8\xff", _PICTURE, _TABLE_ITSELF),
)


def format_of(path: Path) -> Format:
    """The file's format. Raises `Unreadable` for anything that is neither CSV nor XLSX, empty, or too large."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable(_("The file is empty."), _("Export it again and check that it has rows."))
    with path.open("rb") as file:
        start = file.read(512)
    if start.startswith(b"PK\x03\x04"):
        _check_workbook(path)
        _check_size(size, MAX_XLSX_BYTES)
        return Format.XLSX
    for magic, reason, advice in _REFUSED:
        if start.startswith(magic):
            raise Unreadable(str(reason), str(advice))
    _check_text(start)
    _check_size(size, MAX_CSV_BYTES)
    return Format.CSV


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise Unreadable(
            _("The file has %(size)s MB; the limit for files of its kind is %(limit)s MB.")
            % {"size": f"{size / 1024**2:.0f}", "limit": f"{limit / 1024**2:.0f}"},
            _("Export it in parts, by year for example, or save a workbook as CSV."),
        )


def _check_text(start: bytes) -> None:
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        # Many systems hand out an HTML table under the name of an Excel file.
        raise Unreadable(_("This is a web page or an XML document, whatever its name says."), str(_SAVE_AS))
    if head.startswith((b'{"', b"[{", b"[\n")):
        raise Unreadable(_("This is a JSON document."), _("Export the table as CSV, or use the API to send JSON."))


def _check_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(_("The workbook is damaged and cannot be opened."), _("Save or export it again.")) from error
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Unreadable(_("This is a binary Excel workbook (.xlsb)."), str(_SAVE_AS))
    if "content.xml" in names and "mimetype" in names:
        raise Unreadable(_("This is an OpenDocument file (.ods)."), str(_SAVE_AS))
    if "Index/Document.iwa" in names:
        raise Unreadable(_("This is a Numbers document."), str(_SAVE_AS))
    raise Unreadable(_("This is a ZIP archive."), _("Unpack it and import one of the files inside."))
