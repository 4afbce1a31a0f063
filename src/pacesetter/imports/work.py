"""Which job works on an import, and how far it is."""

from enum import StrEnum

from pacesetter.imports.models import ImportBatch
from pacesetter.jobs.models import Job

_ALIVE = (Job.State.QUEUED, Job.State.RUNNING)


class Work(StrEnum):
    """What can be done behind the pages: the kind of the job."""

    TRY = "imports.try"
    COMMIT = "imports.commit"
    UNDO = "imports.undo"


def job_at(batch: ImportBatch) -> Job | None:
    """The job that is at it: queued or running. None where nothing is."""
    if batch.job_id is None:
        return None
    found: Job | None = Job.objects.filter(
        pk=batch.job_id, organisation_id=batch.organisation_id, state__in=_ALIVE
    ).first()
    return found
