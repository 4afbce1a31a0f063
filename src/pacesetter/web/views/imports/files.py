"""Files about imports: the templates, and the rows that were left out."""

from collections.abc import Iterator
from pathlib import Path

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from pacesetter.imports.access import get_import_for
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.kept_files import errors_path
from pacesetter.imports.template_files import csv_template, xlsx_template
from pacesetter.web.exports.exported import FORMATS
from pacesetter.web.member_view import MemberRequest, coordinator_view

_PIECE = 256 * 1024


@require_safe
@coordinator_view
def import_template(request: MemberRequest, key: str) -> HttpResponse:
    """The template for a kind, as a workbook or with `format=csv` as CSV."""
    if key not in set(Kind):
        raise Http404
    kind = Kind(key)
    form, made = ("csv", csv_template(kind)) if request.GET.get("format") == "csv" else ("xlsx", xlsx_template(kind))
    response = HttpResponse(made, content_type=FORMATS[form].media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{kind.value}.{form}") or ""
    return response


@require_safe
@coordinator_view
def import_left_out(request: MemberRequest, import_id: int) -> HttpResponseBase:
    """The rows that are left out, as they were, with the reason behind each: to be corrected and brought in."""
    batch = get_import_for(request.member, import_id)
    path = errors_path(batch)
    if not batch.errors_size or not path.exists():
        raise Http404
    # A run that goes on at this moment may have written more than is certain.
    response = StreamingHttpResponse(_pieces(path, batch.errors_size), content_type=FORMATS["csv"].media_type)
    name = f"{Path(batch.file_name).stem or 'import'}-left-out.csv"
    response.headers["Content-Disposition"] = content_disposition_header(True, get_valid_filename(name)) or ""
    response.headers["Cache-Control"] = "no-store"
    return response


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while size > 0 and (piece := file.read(min(_PIECE, size))):
            size -= len(piece)
            yield piece
