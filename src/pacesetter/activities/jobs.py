"""Housekeeping of activities."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.activities.models import OfflineDeed
from pacesetter.activities.offline_deeds import OLDEST
from pacesetter.core import clock

# A deed older than `OLDEST` is refused, so its key is needed no longer; the rest is for clocks that differ.
_KEPT = OLDEST + timedelta(days=7)
_BATCH = 500


@jobs.handler("activities.tidy")
def tidy(job: jobs.RunningJob) -> None:
    """Erase the keys of deeds from phones that are too old to be sent again."""
    old = OfflineDeed.objects.filter(made_at__lt=clock.now() - _KEPT)
    while batch := list(old.values_list("pk", flat=True)[:_BATCH]):
        OfflineDeed.objects.filter(pk__in=batch).delete()
