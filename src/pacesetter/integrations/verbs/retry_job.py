"""Try again what was given up."""

from contextlib import suppress

from django.utils.translation import gettext as _

from pacesetter import jobs
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.models import Connection
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.working import failed_jobs, revive
from pacesetter.jobs.errors import NotRetryable
from pacesetter.people.models import Member


def retry_job(connection: Connection, *, by: Member | None, job_id: int | None = None) -> int:
    """Put a job of the connection that was given up back into the queue; all of them without an id. Answers how many.
    Raises `NotAllowed`, and a `Refusal` where it is none of them (any more)."""
    rules.may_change(by, connection.owner_id)
    if job_id is None:
        return revive(connection)
    job = failed_jobs(connection).filter(pk=job_id).first()
    if job is not None:
        with suppress(NotRetryable):
            jobs.retry(job)
            return 1
    raise Refusal(_("This is being tried again already, or has ended."), code="gone")
