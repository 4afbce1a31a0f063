"""Run one claimed job to one of its ends."""

import logging
import traceback
from datetime import timedelta

from django.db import transaction

from pacesetter.jobs.errors import Interrupted, LeaseLost, Permanent, Temporary
from pacesetter.jobs.outcomes import fail, finish, release, scope_of, try_again
from pacesetter.jobs.registry import Handler, handler_of
from pacesetter.jobs.running import RunningJob

logger = logging.getLogger(__name__)


def execute(job: RunningJob) -> None:
    """Run the job's handler and write down how it ended. Raises only what the database raises when it can't even
    write that; the job then comes back when its lease runs out."""
    handler = handler_of(job.kind)
    try:
        with scope_of(job.row):
            _run(job, handler)
    except LeaseLost:
        logger.warning("Job %s was cancelled or taken over while it ran; nothing of this run was kept", job.row)
    except (Exception, SystemExit) as error:
        try:
            _end(job, handler, error)
        except LeaseLost:
            logger.warning("Job %s failed after it was cancelled or taken over", job.row)


def _run(job: RunningJob, handler: Handler) -> None:
    # durable: a caller's transaction around the job could roll back what is reported as done.
    if handler.atomic:
        with transaction.atomic(durable=True):
            handler.run(job)
            finish(job.row)
        return
    ending = handler.run(job)
    with transaction.atomic(durable=True):
        if ending is not None:
            ending()
        finish(job.row)


def _end(job: RunningJob, handler: Handler, error: BaseException) -> None:
    if isinstance(error, Interrupted):
        logger.info("Job %s goes back into the queue because the worker is stopping", job.row)
        release(job.row)
        return
    kind = type(error)
    told = {
        "error_class": f"{kind.__module__}.{kind.__qualname__}"[:200],
        "error": "".join(traceback.format_exception(error)),
    }
    if isinstance(error, Permanent):
        fail(job.row, **told)
        return
    asked: timedelta | None = error.retry_after if isinstance(error, Temporary) else None
    wait = handler.back_off.after(job.attempt) if asked is None else asked
    logger.warning("Job %s failed in attempt %d of %d: %s", job.row, job.attempt, job.row.max_attempts, error)
    try_again(job.row, wait, **told)
