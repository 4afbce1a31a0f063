"""The heartbeat: keep the leases of the jobs that this process is running."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from pacesetter.jobs import clock
from pacesetter.jobs.models import Job
from pacesetter.jobs.registry import handler_of
from pacesetter.jobs.running import RunningJob


class Leases:
    """The jobs in the hands of one process's threads."""

    def __init__(self, length: timedelta) -> None:
        self.length = length
        self._lock = threading.Lock()
        self._held: dict[RunningJob, float] = {}

    @contextmanager
    def holding(self, job: RunningJob) -> Iterator[None]:
        """Renew the lease of this job for as long as the block runs, but not beyond its handler's `limit`."""
        with self._lock:
            self._held[job] = time.monotonic() + handler_of(job.kind).limit.total_seconds()
        try:
            yield
        finally:
            with self._lock:
                self._held.pop(job, None)

    def renew(self) -> None:
        """Renew all leases, and tell the jobs that have lost theirs."""
        moment = time.monotonic()
        with self._lock:
            held = [job for job, last_moment in self._held.items() if moment < last_moment]
        if not held:
            return
        until = clock.now() + self.length
        for job in held:
            row = job.row
            mine = Job.objects.filter(pk=row.pk, state=Job.State.RUNNING, worker=row.worker, attempts=row.attempts)
            # A job that has just ended by itself isn't running either; nobody looks at the mark then.
            if not mine.update(lease_until=until):
                job.lost = True
