"""The answer to a request for a file."""

from collections.abc import Callable, Iterator, Mapping
from contextvars import Context, copy_context
from dataclasses import dataclass

from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename

from pacesetter.web.exports.csv_file import csv_file
from pacesetter.web.exports.table import ExportTable
from pacesetter.web.exports.xlsx_file import xlsx_file


@dataclass(frozen=True)
class Format:
    """A kind of file: its media type and what makes its bytes, piece by piece."""

    media_type: str
    write: Callable[[ExportTable], Iterator[bytes]]


FORMATS: Mapping[str, Format] = {
    "csv": Format("text/csv; charset=utf-8", csv_file),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_file),
}


def exported(request: HttpRequest, table: ExportTable) -> StreamingHttpResponse | None:
    """The table as the file that the address asks for by `format`; None where it asks for none that there is.

    The view has checked who is asking, exactly as for its page. The file is sent while it is made.
    """
    name = request.GET.get("format", "")
    if name not in FORMATS:
        return None
    response = StreamingHttpResponse(
        _in_context(copy_context(), FORMATS[name].write(table)), content_type=FORMATS[name].media_type
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{_file_name(table.name)}.{name}") or ""
    # Not for a compressing proxy's buffer, nor for the browser's cache on a shared machine.
    response.headers["Cache-Control"] = "no-store"
    return response


def _in_context(context: Context, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, each made in the context of the request. They are asked for when the middleware has left the member's
    scope, time zone and language already."""
    while (piece := context.run(next, pieces, None)) is not None:
        yield piece


def _file_name(name: str) -> str:
    try:
        return get_valid_filename(name)[:100]
    except SuspiciousFileOperation:
        # Nothing of the name is left.
        return "export"
