"""Bringing in, taking back and tidying up behind the pages. Found by the jobs room."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.imports.models import BatchState, ImportBatch
from pacesetter.imports.tidying import tidy
from pacesetter.imports.verbs import commit, resume, undo
from pacesetter.people.models import Member

# Ten million rows take minutes; a slow disk may take hours.
_LIMIT = timedelta(hours=12)


@jobs.handler("imports.commit", atomic=False, limit=_LIMIT)
def bring_in(job: jobs.RunningJob) -> None:
    """Bring an import in, or go on where an earlier attempt was cut off."""
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    by = Member.objects.get(pk=job.payload["by"])
    if batch.state == BatchState.DONE:
        return
    verb = resume if batch.state == BatchState.COMMITTING else commit
    verb(batch, by=by, progress=job.report)


@jobs.handler("imports.undo", atomic=False, limit=_LIMIT)
def take_back(job: jobs.RunningJob) -> None:
    """Take an import back, or go on with it."""
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    by = Member.objects.get(pk=job.payload["by"])
    if batch.state != BatchState.UNDONE:
        undo(batch, by=by, keep_changed=bool(job.payload.get("keep_changed")), progress=job.report)


@jobs.handler("imports.tidy", serves="installation", atomic=False)
def tidy_up(job: jobs.RunningJob) -> None:
    """Remove files that are no longer needed, once a day."""
    tidy()
