"""The imports there were, as a table."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.imports.models import ImportBatch
from pacesetter.people.models import Member
from pacesetter.web.exports import ExportTable, Row
from pacesetter.web.imports.listed import lines_of

_AT_ONCE = 200


def imports_export(viewer: Member, rows: QuerySet[ImportBatch]) -> ExportTable:
    """Each file with what came of it."""
    headings = [_("File"), _("What"), _("By"), _("When"), _("Rows"), _("Brought in"), _("Left out"), _("State")]
    return ExportTable(_("Imports so far"), headings, _rows(viewer, rows))


def _rows(viewer: Member, rows: QuerySet[ImportBatch]) -> Iterator[Row]:
    found = rows.iterator(chunk_size=_AT_ONCE)
    while batches := list(islice(found, _AT_ONCE)):
        for batch, line in zip(batches, lines_of(viewer, batches), strict=True):
            yield (
                line.file,
                line.kind,
                line.by,
                line.at,
                batch.rows_total,
                batch.created,
                batch.failed,
                str(line.standing.word),
            )
