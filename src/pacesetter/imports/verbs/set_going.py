"""Have an import tried out, brought in or taken back behind the pages."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.core.refusal import Refusal
from pacesetter.imports.access import require_import_access
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.ready import refuse_unready
from pacesetter.imports.work import Work, job_at
from pacesetter.jobs.errors import NotCancellable
from pacesetter.people.models import Member

_FITS: Mapping[Work, tuple[BatchState, ...]] = {
    Work.TRY: (BatchState.STARTED, BatchState.CHECKED),
    # What was cut off is gone on with.
    Work.COMMIT: (BatchState.CHECKED, BatchState.COMMITTING),
    Work.UNDO: (BatchState.COMMITTING, BatchState.DONE, BatchState.UNDOING),
}


def set_going(batch: ImportBatch, *, by: Member, work: Work, keep_changed: bool = False) -> None:
    """Put the work into the queue. Raises a `Refusal` while other work is going on, and where the state does not fit.

    `keep_changed` is for taking back: what somebody has worked on since stays.
    """
    require_import_access(by)
    with transaction.atomic():
        # Of two who press the button at the same moment the second waits here, and then finds the first one's job.
        row = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if job_at(row) is not None:
            raise Refusal(_("This import is being worked on. Wait until that is done."), code="busy")
        if row.state not in _FITS[work]:
            raise Refusal(_("This import has come too far for that, or not far enough."), code="wrong_state")
        if work is Work.COMMIT and row.state == BatchState.CHECKED:
            refuse_unready(row)
        job = jobs.enqueue(work, {"batch": row.pk, "by": by.pk, "keep_changed": keep_changed})
        ImportBatch.objects.filter(pk=row.pk).update(job_id=job.pk, trouble="")
    batch.refresh_from_db()


def stop(batch: ImportBatch, *, by: Member) -> None:
    """Stop the work on it. What is in by then stays in: the import can be gone on with or taken back."""
    require_import_access(by)
    job = job_at(batch)
    if job is None:
        return
    try:
        jobs.cancel(job)
    except NotCancellable:
        # It ended at this very moment.
        return
