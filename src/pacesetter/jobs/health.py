"""How the queue is doing, for the doctor, the health check and metrics."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min

from pacesetter.jobs import clock
from pacesetter.jobs.models import Job
from pacesetter.jobs.registry import known_kinds

State = Job.State


@dataclass(frozen=True)
class QueueHealth:
    """`waiting_for` is how long the oldest due job has been due (zero where none is). `unknown_kinds` are kinds that
    lie in the queue although nobody can do them."""

    queued: int
    running: int
    dead: int
    waiting_for: timedelta
    unknown_kinds: list[str]


def queue_health() -> QueueHealth:
    """Over all organisations."""
    now = clock.now()
    alive = Job.objects.filter(state__in=[State.QUEUED, State.RUNNING, State.DEAD])
    counts = dict(alive.order_by().values_list("state").annotate(Count("pk")))
    queued = Job.objects.filter(state=State.QUEUED)
    oldest = queued.filter(run_at__lte=now, kind__in=known_kinds()).aggregate(oldest=Min("run_at"))["oldest"]
    unknown = queued.exclude(kind__in=known_kinds()).order_by("kind").values_list("kind", flat=True).distinct()
    return QueueHealth(
        queued=counts.get(State.QUEUED, 0),
        running=counts.get(State.RUNNING, 0),
        dead=counts.get(State.DEAD, 0),
        waiting_for=max(now - oldest, timedelta(0)) if oldest else timedelta(0),
        unknown_kinds=list(unknown),
    )
