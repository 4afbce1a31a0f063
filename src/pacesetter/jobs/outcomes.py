"""How a run of a job ends. Every outcome passes the fence: the job must still be this worker's, in this attempt."""

import logging
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from django.db import transaction

from pacesetter.jobs import clock
from pacesetter.jobs.errors import LeaseLost, UnknownKind
from pacesetter.jobs.models import Job
from pacesetter.jobs.registry import handler_of
from pacesetter.tenancy.scope import no_scope, scope

logger = logging.getLogger(__name__)

State = Job.State
_LONGEST_ERROR = 8000  # characters


def update_fenced(job: Job, **values: Any) -> None:
    """Change the row of a job that is being run. Raises `LeaseLost` where somebody else has taken it over."""
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, worker=job.worker, attempts=job.attempts)
    if not mine.update(**values):
        raise LeaseLost(f"{job.kind} #{job.pk}, attempt {job.attempts}")


def finish(job: Job) -> None:
    """Mark the job done. Call it in the transaction that holds what the handler wrote."""
    update_fenced(job, state=State.DONE, finished_at=clock.now(), lease_until=None)


def release(job: Job) -> None:
    """Put the job back into the queue as if this attempt had not been made."""
    update_fenced(job, state=State.QUEUED, attempts=job.attempts - 1, run_at=clock.now(), lease_until=None)


def try_again(job: Job, wait: timedelta, *, error_class: str, error: str) -> None:
    """Put the job back into the queue for later, or give it up where this was its last attempt."""
    if job.attempts >= job.max_attempts:
        fail(job, error_class=error_class, error=error)
        return
    update_fenced(
        job,
        state=State.QUEUED,
        run_at=clock.now() + wait,
        lease_until=None,
        error_class=error_class,
        last_error=storable(error),
    )


def fail(job: Job, *, error_class: str, error: str) -> None:
    """Give up a job that this worker is running."""
    with transaction.atomic():
        update_fenced(job, state=State.DEAD)
        give_up(job, error_class=error_class, error=error)


def give_up(job: Job, *, error_class: str, error: str) -> None:
    """The job is dead. Its handler's `on_dead` is told in the same transaction, in the scope of its organisation."""
    job.state, job.finished_at, job.lease_until = State.DEAD, clock.now(), None
    job.error_class, job.last_error = error_class, storable(error)
    job.save(update_fields=["state", "finished_at", "lease_until", "error_class", "last_error"])
    logger.error("Job %s is dead after %d attempts: %s", job, job.attempts, _last_line(error))
    try:
        on_dead = handler_of(job.kind).on_dead
        if on_dead is not None:
            with transaction.atomic(), scope_of(job):
                on_dead(job)
    except UnknownKind:
        pass
    except Exception:
        # The job must be dead all the same, or it would be picked up for ever.
        logger.exception("Nobody could be told that job %s is dead", job)


def scope_of(job: Job) -> AbstractContextManager[None]:
    """The scope of the job's organisation, or that of nobody."""
    return no_scope() if job.organisation_id is None else scope(job.organisation_id)


def storable(text: str) -> str:
    """The end of the text, without what a database can't keep (NUL characters, halves of surrogate pairs)."""
    return text[-_LONGEST_ERROR:].replace("\x00", "\\x00").encode("utf-8", "backslashreplace").decode()


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""
