"""Steps inside a job, so that a job that is run again doesn't repeat what it has done."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from pacesetter.jobs import clock
from pacesetter.jobs.models import JobStep
from pacesetter.jobs.outcomes import update_fenced
from pacesetter.jobs.running import RunningJob


def once(
    job: RunningJob,
    step: str,
    effect: Callable[[], Any],
    *,
    outside: bool = False,
    ask: Callable[[], Any | None] | None = None,
) -> Any:
    """Do `effect` unless this job has already done this step, and answer what it answered (must be JSON; the first
    time it is answered as it is, later as read back).

    **Inside** (the default) the effect only writes this database. It runs in one transaction with the row that says
    it is done, so it happens *exactly once*, whatever dies when.

    **Outside** (`outside=True`, only in a handler with `atomic=False`) the effect talks to another system, and no
    queue can make that exactly once. The row is written before the effect (intent) and completed after it (proof).
    A run that finds the proof skips the effect. A run that finds only the intent can't know whether the other system
    has seen it - the worker may have died before, during or after - so it happens *at least once*, unless

    - the effect carries `job.effect_key(step)` as its idempotency key, and the other side honours that; or
    - `ask` is given: it is called in that case alone, asks the other side, and answers what the effect would have
      answered, or None where the effect has not happened.

    Raises `LeaseLost` where the job is no longer this worker's; an inside effect is then rolled back.
    """
    job.stay()
    known = JobStep.objects.filter(job_id=job.id, name=step).first()
    if known is not None and known.finished_at is not None:
        return known.result
    if not outside:
        with transaction.atomic():
            result = effect()
            _prove(job, step, result)
        return result
    if job.atomic:
        raise RuntimeError(f"The handler of {job.kind} is atomic: it must not touch other systems.")
    result = ask() if known is not None and ask is not None else None
    if result is None:
        if known is None:
            with transaction.atomic():
                _keep_fence(job)
                JobStep.objects.create(job_id=job.id, name=step, started_at=clock.now())
        result = effect()
    with transaction.atomic():
        _prove(job, step, result)
    return result


def _prove(job: RunningJob, step: str, result: Any) -> None:
    _keep_fence(job)
    now = clock.now()
    JobStep.objects.update_or_create(
        job_id=job.id,
        name=step,
        defaults={"finished_at": now, "result": result},
        create_defaults={"started_at": now, "finished_at": now, "result": result},
    )


def _keep_fence(job: RunningJob) -> None:
    # In an atomic handler the fence at its end is enough; touching the row here would make the heartbeat wait for it.
    if not job.atomic:
        update_fenced(job.row, lease_until=clock.now() + job.lease)
