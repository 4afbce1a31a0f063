"""Bring an import in."""

from itertools import chain, islice

from django.db import connection, transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.recording import record
from pacesetter.imports.access import require_import_access
from pacesetter.imports.checkpoints import rarely_copying
from pacesetter.imports.collecting import rarely_collecting
from pacesetter.imports.finishing import finish, refresh_statistics
from pacesetter.imports.kept_files import append_errors
from pacesetter.imports.kinds.written import Written
from pacesetter.imports.missing import create_missing
from pacesetter.imports.models import BatchState, ImportBatch, ImportProblem
from pacesetter.imports.opened import OpenedImport, Progress, no_progress, open_import
from pacesetter.imports.pipeline import ahead
from pacesetter.imports.ready import refuse_unready
from pacesetter.imports.report import EXAMPLES_PER_KIND, error_header, error_lines
from pacesetter.imports.running import Run, add_counts, reads_ahead
from pacesetter.people.models import Member

# Batches in one transaction. A company is written once in each, however many rows name it, and so is a total by month.
TOGETHER = 5


class TakenOver(RuntimeError):
    """Somebody else is bringing the same import in; this run stops and has left nothing half done."""


def commit(batch: ImportBatch, *, by: Member, progress: Progress = no_progress) -> ImportBatch:
    """Write every row that is fit to be written, thousands in one transaction, and the place reached with them.

    If it is cut off at any moment, `resume` goes on behind the last row that was dealt with. Raises a `Refusal` while a
    question that blocks is open or a required field has no column.
    """
    require_import_access(by)
    batch.refresh_from_db()
    opened = open_import(batch)
    with transaction.atomic():
        locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if locked.state not in (BatchState.STARTED, BatchState.CHECKED):
            raise Refusal(
                _("This import has been brought in, or has begun. Resume it or take it back."), code="wrong_state"
            )
        refuse_unready(batch)
        create_missing(opened, by=by)
        # What a dry run found is told by the run itself from here on.
        batch.problems.all().delete()
        batch.problem_counts, batch.errors_size = {}, 0
        batch.state = BatchState.COMMITTING
        batch.started_at = clock.now()
        batch.save()
        record("import.begun", "import", batch.pk, by_id=by.pk)
    return bring_in(opened, by=by, progress=progress)


def bring_in(opened: OpenedImport, *, by: Member, progress: Progress) -> ImportBatch:
    """Go on with an import that has begun, until its end."""
    batch = opened.batch
    # All runs of one import judge "today" alike, however much later it is resumed.
    run = Run(opened, dry=False, now=batch.started_at)
    with (
        rarely_copying(),
        rarely_collecting() as after_batch,
        ahead(lambda: run.prepared(batch.position), in_thread=reads_ahead()) as batches,
    ):
        for first in batches:
            before = batch.created
            with transaction.atomic():
                _claim(batch)
                for prepared in chain([first], islice(batches, _together(batch) - 1)):
                    keep_written(opened, run.write(prepared))
                    after_batch()
                run.settle()
            refresh_statistics(before, batch.created)
            progress(batch.read, batch.rows_total, "")
    with transaction.atomic():
        _claim(batch)
        finish(batch, by=by)
    return batch


def _together(batch: ImportBatch) -> int:
    """How many batches are written in one transaction. On SQLite whoever records waits for each, and until the first
    rows are in, PostgreSQL's statistics know nothing of them."""
    return TOGETHER if connection.vendor == "postgresql" and batch.created else 1


def keep_written(opened: OpenedImport, written: Written) -> None:
    """Write down, in the transaction of the rows, how far they bring the import and what was wrong with them."""
    batch = opened.batch
    examples = _examples(batch, written)
    add_counts(batch, written)
    lines = error_lines(opened.table.header, written.left_out)
    batch.errors_size = append_errors(batch, error_header(opened.table.header), lines)
    batch.position = written.last_number
    ImportProblem.objects.bulk_create(examples)
    batch.save(
        update_fields=[
            "read", "created", "skipped", "failed", "problem_counts", "made", "closed_days", "errors_size", "position"
        ]
    )  # fmt: skip


def _claim(batch: ImportBatch) -> None:
    """Hold the batch until the end of the transaction, and make sure that nobody else went on with it meanwhile."""
    row = ImportBatch.objects.select_for_update().values("state", "position").get(pk=batch.pk)
    if row["state"] != BatchState.COMMITTING or row["position"] != batch.position:
        raise TakenOver(f"import {batch.pk} is {row['state']} at row {row['position']}, not at {batch.position}")


def _examples(batch: ImportBatch, written: Written) -> list[ImportProblem]:
    """The first problems of each kind; the rest are counted."""
    counts: dict[str, int] = dict(batch.problem_counts)
    examples: list[ImportProblem] = []
    for problem in written.problems:
        kind = problem.kind.value
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= EXAMPLES_PER_KIND:
            examples.append(
                ImportProblem(
                    batch=batch,
                    kind=kind,
                    row_number=problem.number,
                    column=problem.column[:255],
                    text=problem.text[:200],
                )
            )
    return examples
