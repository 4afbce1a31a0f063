"""Put jobs of connections into the queue."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from pacesetter import jobs
from pacesetter.jobs.errors import NotRetryable
from pacesetter.jobs.models import Job


def enqueue_once(
    kind: str, payload: Mapping[str, Any], *, run_at: datetime | None = None, or_runs: bool = True
) -> None:
    """Enqueue it, unless the same waits; nor where it runs already, unless `or_runs` is false: one that runs may have
    passed by what has just happened. One that was given up is taken up again instead: what fails each time is one thing
    that failed, and none once it works."""
    states = [Job.State.QUEUED, Job.State.RUNNING] if or_runs else [Job.State.QUEUED]
    conditions = {f"payload__{name}": value for name, value in payload.items()}
    alive = Job.objects.filter(kind=kind, state__in=states, **conditions)
    if alive.exists():
        return
    dead = None if run_at else Job.objects.filter(kind=kind, state=Job.State.DEAD, **conditions).order_by("-pk").first()
    if dead is not None:
        with suppress(NotRetryable):
            jobs.retry(dead)
            return
    jobs.enqueue(kind, payload, run_at=run_at)
