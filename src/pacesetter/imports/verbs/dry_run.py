"""Go through an import as if it were brought in, and bring nothing in."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.imports.access import require_import_access
from pacesetter.imports.collecting import rarely_collecting
from pacesetter.imports.kept_files import append_errors
from pacesetter.imports.missing import create_missing
from pacesetter.imports.models import BatchState, ImportBatch, ImportProblem
from pacesetter.imports.opened import Progress, no_progress, open_import
from pacesetter.imports.pipeline import ahead
from pacesetter.imports.report import Report, error_header, error_lines
from pacesetter.imports.running import Run, add_report, reads_ahead
from pacesetter.people.models import Member


@dataclass(slots=True)
class DryRun:
    """What bringing in would come to."""

    read: int = 0
    would_create: int = 0
    would_skip: int = 0
    would_leave_out: int = 0
    made: Counter[str] = field(default_factory=Counter)
    report: Report = field(default_factory=Report)

    def to_json(self) -> dict[str, Any]:
        """As it is kept with the import."""
        return {
            "read": self.read,
            "created": self.would_create,
            "skipped": self.would_skip,
            "left_out": self.would_leave_out,
            "made": dict(self.made),
            "counts": {kind.value: count for kind, count in self.report.counts.items()},
        }


def dry_run(batch: ImportBatch, *, by: Member, progress: Progress = no_progress) -> DryRun:
    """Check every row against everything that is here. Writes nothing but what it found, with the batch.

    Raises a `Refusal` once bringing in has begun.
    """
    require_import_access(by)
    if batch.state not in (BatchState.STARTED, BatchState.CHECKED):
        raise Refusal(_("This import has begun already; there is nothing left to try out."), code="wrong_state")
    opened = open_import(batch)
    came = DryRun()
    batch.errors_size = 0
    with transaction.atomic():
        # Types and outcomes that bringing in would make are there for as long as it takes to learn their ids.
        made = batch.made
        create_missing(opened, by=by)
        run = Run(opened, dry=True)
        transaction.set_rollback(True)
    batch.made = made
    with rarely_collecting() as after_batch, ahead(lambda: run.prepared(0), in_thread=reads_ahead()) as batches:
        for prepared in batches:
            written = run.write(prepared)
            lines = error_lines(opened.table.header, written.left_out)
            batch.errors_size = append_errors(batch, error_header(opened.table.header), lines)
            came.read += written.read
            came.would_create += written.created
            came.would_skip += written.skipped
            came.would_leave_out += written.failed
            came.made.update(written.made)
            add_report(came.report, written)
            after_batch()
            progress(came.read, batch.rows_total, "")
    batch.state = BatchState.CHECKED
    batch.tried = came.to_json()
    with transaction.atomic():
        batch.problems.all().delete()
        ImportProblem.objects.bulk_create(_kept(batch, came.report))
        batch.save(update_fields=["state", "tried", "errors_size"])
    return came


def _kept(batch: ImportBatch, report: Report) -> list[ImportProblem]:
    return [
        ImportProblem(batch=batch, kind=kind.value, row_number=one.number, column=one.column[:255], text=one.text[:200])
        for kind, examples in report.examples.items()
        for one in examples
    ]
