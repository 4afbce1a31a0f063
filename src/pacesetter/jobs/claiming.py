"""Take jobs out of the queue, and back from workers that died."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from pacesetter.jobs import clock
from pacesetter.jobs.models import Job
from pacesetter.jobs.outcomes import give_up
from pacesetter.jobs.registry import known_kinds

State = Job.State


def claim(worker: str, lease: timedelta) -> Job | None:
    """Take the job that has been due for longest, for the time of the lease. None where nothing is due.

    Kinds without a handler are left alone: while a new version is rolled out, a worker of the old one must not spoil
    the new one's jobs.
    """
    now = clock.now()
    due = Job.objects.filter(state=State.QUEUED, run_at__lte=now, kind__in=known_kinds()).order_by("run_at", "id")
    # On SQLite the transaction below takes the only write lock: don't take it only to find nothing.
    if connection.vendor == "sqlite" and not due.exists():
        return None
    with transaction.atomic():
        # SKIP LOCKED keeps workers from queueing up behind each other's claims. SQLite ignores it, and needs it not:
        # its transactions begin with BEGIN IMMEDIATE, so claims are one at a time.
        job = due.select_for_update(skip_locked=True).first()
        if job is None:
            return None
        job.state = State.RUNNING
        job.worker = worker
        job.attempts += 1
        job.started_at = now
        job.lease_until = now + lease
        job.save(update_fields=["state", "worker", "attempts", "started_at", "lease_until"])
    return job


def next_due() -> datetime | None:
    """When the earliest queued job is due."""
    queued = Job.objects.filter(state=State.QUEUED, kind__in=known_kinds()).order_by("run_at", "id")
    return queued.values_list("run_at", flat=True).first()


def recover() -> int:
    """Put jobs whose lease has run out back into the queue, or give up those that have used all their attempts.

    The attempt that was cut off counts: a job that kills its worker must not go on killing for ever.
    Answers how many jobs there were.
    """
    now = clock.now()
    lost = Job.objects.filter(state=State.RUNNING, lease_until__lt=now)
    if connection.vendor == "sqlite" and not lost.exists():
        return 0
    with transaction.atomic():
        jobs = list(lost.select_for_update(skip_locked=True))
        for job in jobs:
            reason = f"The worker {job.worker} ended, hung or lost the database while it had this job."
            if job.attempts >= job.max_attempts:
                give_up(job, error_class="", error=reason)
            else:
                Job.objects.filter(pk=job.pk).update(
                    state=State.QUEUED, run_at=now, lease_until=None, error_class="", last_error=reason
                )
    return len(jobs)
