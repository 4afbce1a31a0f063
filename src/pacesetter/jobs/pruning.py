"""Forget old jobs that have ended, so that the table stays as small as the work at hand."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q

from pacesetter.jobs import clock
from pacesetter.jobs.models import Job, Slot
from pacesetter.jobs.registry import handler
from pacesetter.jobs.running import RunningJob

State = Job.State
_KEEP_ENDED = timedelta(days=14)
# Dead jobs wait for somebody to look at them.
_KEEP_DEAD = timedelta(days=180)
_BATCH = 500


@handler("jobs.prune", serves="installation", atomic=False)
def prune(job: RunningJob) -> None:
    """Delete done and cancelled jobs after 14 days, dead ones after 180, and the slots of recurring jobs but the last.

    In small pieces, because on SQLite everybody else waits while one is deleted.
    """
    now = clock.now()
    ended = Q(state__in=[State.DONE, State.CANCELLED], finished_at__lt=now - _KEEP_ENDED)
    dead = Q(state=State.DEAD, finished_at__lt=now - _KEEP_DEAD)
    pruned = 0
    while batch := list(Job.objects.filter(ended | dead).order_by("finished_at").values_list("pk", flat=True)[:_BATCH]):
        Job.objects.filter(pk__in=batch).filter(ended | dead).delete()
        pruned += len(batch)
        job.report(pruned)
    # The last moment of each kind is how the schedule knows what it has missed.
    later = Slot.objects.filter(kind=OuterRef("kind"), due_at__gt=OuterRef("due_at"))
    Slot.objects.filter(Exists(later), due_at__lt=now - _KEEP_ENDED).delete()
