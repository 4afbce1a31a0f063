"""How a job works with a connection: what fails there becomes what the queue understands, and what people are told."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db.models import QuerySet

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.integrations.failure import OF_THE_CONNECTION, Failure, FailureKind
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.jobs.errors import NotRetryable
from pacesetter.jobs.models import Job


@contextmanager
def working_with(connection: Connection) -> Iterator[None]:
    """Run a job's block. A `Failure` in it ends the job: to be tried again where it is temporary, given up until
    somebody retries it otherwise. One of the connection marks it as needing attention.

    Jobs that were given up come back by themselves once the connection works again (`revive`).
    """
    try:
        yield
    except Failure as failure:
        note_failure(connection, failure)
        if failure.kind is FailureKind.TEMPORARY:
            raise jobs.Temporary(failure.text, retry_after=failure.retry_after) from None
        raise jobs.Permanent(f"{failure.kind.value}: {failure.text}") from None
    note_success(connection)


def note_failure(connection: Connection, failure: Failure) -> None:
    """Let people see what is wrong. Only what an administrator must mend changes the state."""
    if failure.kind not in OF_THE_CONNECTION:
        return
    Connection.objects.filter(
        pk=connection.pk, state__in=[ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION]
    ).update(
        state=ConnectionState.NEEDS_ATTENTION,
        fault_kind=failure.kind.value,
        fault=failure.text[:500],
        fault_at=clock.now(),
    )


def note_success(connection: Connection) -> None:
    """It works, as far as this job has seen."""
    Connection.objects.filter(pk=connection.pk).update(succeeded_at=clock.now())


def failed_jobs(connection: Connection) -> QuerySet[Job]:
    """The jobs of this connection that were given up, latest first: whatever carries `connection` in its payload."""
    rows: QuerySet[Job] = Job.objects.filter(
        organisation_id=connection.organisation_id, state=Job.State.DEAD, payload__connection=connection.pk
    )
    return rows.order_by("-finished_at", "-pk")


def reason_of(job: Job) -> str:
    """Why a job of a connection was given up, in the words of its failure: the last line of what was kept."""
    lines = job.last_error.strip().splitlines()
    why = lines[-1].partition(": ")[2] if lines else ""
    kind, _colon, words = why.partition(": ")
    # Which kind it is says where it stands; people are told the reason.
    return (words if kind in set(FailureKind) else why)[:300]


def revive(connection: Connection) -> int:
    """Put the jobs that were given up back into the queue. Answers how many."""
    count = 0
    # The earliest first, as they were given up.
    for job in list(failed_jobs(connection).reverse()):
        with suppress(NotRetryable):
            jobs.retry(job)
            count += 1
    return count
