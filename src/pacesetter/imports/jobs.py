"""Trying out, bringing in, taking back and tidying up behind the pages. Found by the jobs room."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.utils import translation

from pacesetter import jobs
from pacesetter.core.refusal import Refusal
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.reading.unreadable import Unreadable
from pacesetter.imports.tidying import tidy
from pacesetter.imports.verbs import commit, dry_run, resume, undo
from pacesetter.people.models import Member

# Ten million rows take minutes; a slow disk may take hours.
_LIMIT = timedelta(hours=12)


@jobs.handler("imports.try", atomic=False, limit=_LIMIT)
def try_out(job: jobs.RunningJob) -> None:
    """Go through an import without bringing it in."""
    with _at_work(job) as (batch, by):
        if batch.state in (BatchState.STARTED, BatchState.CHECKED):
            dry_run(batch, by=by, progress=job.report)


@jobs.handler("imports.commit", atomic=False, limit=_LIMIT)
def bring_in(job: jobs.RunningJob) -> None:
    """Bring an import in, or go on where an earlier attempt was cut off."""
    with _at_work(job) as (batch, by):
        if batch.state == BatchState.DONE:
            return
        verb = resume if batch.state == BatchState.COMMITTING else commit
        verb(batch, by=by, progress=job.report)


@jobs.handler("imports.undo", atomic=False, limit=_LIMIT)
def take_back(job: jobs.RunningJob) -> None:
    """Take an import back, or go on with it."""
    with _at_work(job) as (batch, by):
        if batch.state != BatchState.UNDONE:
            undo(batch, by=by, keep_changed=bool(job.payload.get("keep_changed")), progress=job.report)


@contextmanager
def _at_work(job: jobs.RunningJob) -> Iterator[tuple[ImportBatch, Member]]:
    """The import and whoever asked for it, in their language. What is refused is kept for them to read: trying again
    would be refused again."""
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    by = Member.objects.get(pk=job.payload["by"])
    with translation.override(by.locale or settings.LANGUAGE_CODE):
        try:
            yield batch, by
        except (Refusal, Unreadable) as error:
            told = error.message if isinstance(error, Refusal) else str(error)
            ImportBatch.objects.filter(pk=batch.pk).update(trouble=told[:500])
            raise jobs.Permanent(told) from error


@jobs.handler("imports.tidy", serves="installation", atomic=False)
def tidy_up(job: jobs.RunningJob) -> None:
    """Remove files that are no longer needed, once a day."""
    tidy()
