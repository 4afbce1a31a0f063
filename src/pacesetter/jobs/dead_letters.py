"""What an administrator can do with a job."""

from django.db import transaction

from pacesetter.jobs import clock
from pacesetter.jobs.errors import NotCancellable, NotRetryable
from pacesetter.jobs.models import Job
from pacesetter.jobs.waking import wake_after_commit

State = Job.State


def retry(job: Job) -> None:
    """Put a dead or cancelled job back into the queue with all its attempts. Steps it has done stay done.

    Raises `NotRetryable` where it is neither by now.
    """
    with transaction.atomic():
        buried = Job.objects.filter(pk=job.pk, state__in=[State.DEAD, State.CANCELLED])
        if not buried.update(state=State.QUEUED, attempts=0, run_at=clock.now(), finished_at=None):
            raise NotRetryable(str(job))
        wake_after_commit()
    job.refresh_from_db()


def cancel(job: Job) -> None:
    """Take a job out of the queue. One that is running is told at its next `report`, `stay` or step; what it has not
    committed by then it never will. Raises `NotCancellable` where it has ended by now."""
    alive = Job.objects.filter(pk=job.pk, state__in=[State.QUEUED, State.RUNNING])
    if not alive.update(state=State.CANCELLED, finished_at=clock.now(), lease_until=None):
        raise NotCancellable(str(job))
    job.refresh_from_db()
