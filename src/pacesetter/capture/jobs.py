"""The jobs behind captured mail."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.capture.deciding import settings_now
from pacesetter.capture.models import CapturedMail, DroppedMails, MailState, MailThread
from pacesetter.core import clock

# Counts tell nothing of anybody; a year of them shows what changed.
_COUNTS_KEPT = timedelta(days=400)


@jobs.handler("capture.tidy")
def tidy(job: jobs.RunningJob) -> None:
    """Erase what was not classified in the time that the organisation gives, and threads of which no mail is left."""
    now = clock.now()
    old = CapturedMail.objects.filter(captured_at__lt=now - timedelta(days=settings_now().kept_days))
    old.exclude(state=MailState.LOGGED).delete()
    MailThread.objects.filter(mails__isnull=True, rules__isnull=True).delete()
    DroppedMails.objects.filter(day__lt=(now - _COUNTS_KEPT).date()).delete()
