"""The jobs behind meetings."""

from django.db import transaction

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.planning import AHEAD, plan_ahead
from pacesetter.meetings.together import told_together


@jobs.handler("meetings.plan_ahead", atomic=False)
def plan_series_ahead(job: jobs.RunningJob) -> None:
    """Plan what has come near of every series. Each series is a transaction of its own; run twice it plans nothing."""
    near = MeetingSeries.objects.filter(next_at__lte=clock.now() + AHEAD).order_by("next_at", "pk")
    for series_id in list(near.values_list("pk", flat=True)):
        with transaction.atomic(), told_together():
            series = locked(series_id, None)
            plan_ahead(series, by=series.created_by)
        job.stay()
