"""The jobs behind captured mail."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.capture.deciding import settings_now
from pacesetter.capture.fetching import fetch
from pacesetter.capture.leaving import WAYS
from pacesetter.capture.models import (
    AddInCode,
    DroppedMails,
    DroppedMark,
    Mailbox,
    MailThread,
    RemovedSetting,
    SpentTicket,
)
from pacesetter.capture.outdated import outdated_intents, outdated_mails
from pacesetter.capture.removing import KEPT
from pacesetter.core import clock

# Counts tell nothing of anybody; a year of them shows what changed.
_COUNTS_KEPT = timedelta(days=400)
# Longer than the days that a folder is read back when its server numbers it anew (`kept_days` is a year at most).
_MARKS_KEPT = timedelta(days=370)
# No ticket works longer than a day.
_TICKETS_KEPT = timedelta(days=3)


@jobs.handler("capture.tidy")
def tidy(job: jobs.RunningJob) -> None:
    """Erase what was not classified in the time that the organisation gives, what was said of mails that were written
    before, threads of which no mail is left, and by which ways mail of members came who left before that was erased at
    once, or while they connected one."""
    now = clock.now()
    old = now - timedelta(days=settings_now().kept_days)
    outdated_mails(old).delete()
    outdated_intents(old).delete()
    RemovedSetting.objects.filter(removed_at__lt=now - KEPT).delete()
    SpentTicket.objects.filter(spent_at__lt=now - _TICKETS_KEPT).delete()
    MailThread.objects.filter(mails__isnull=True, rules__isnull=True).delete()
    AddInCode.objects.filter(expires_at__lt=now).delete()
    DroppedMails.objects.filter(day__lt=(now - _COUNTS_KEPT).date()).delete()
    DroppedMark.objects.filter(day__lt=(now - _MARKS_KEPT).date()).delete()
    for ways in WAYS:
        ways.objects.filter(member__archived_at__isnull=False).delete()


@jobs.handler("capture.look")
def look(job: jobs.RunningJob) -> None:
    """Have every mailbox looked into that works."""
    for mailbox_id in Mailbox.objects.filter(is_stopped=False, member__archived_at__isnull=True).values_list(
        "pk", flat=True
    ):
        jobs.enqueue("capture.fetch", {"mailbox": mailbox_id})


@jobs.handler("capture.fetch", atomic=False, max_attempts=1)
def fetch_mailbox(job: jobs.RunningJob) -> None:
    """Look into one mailbox, and once more after the others where much was left. The next look comes by itself, so a
    failed one is not repeated."""
    mailboxes = Mailbox.objects.select_related("member__organisation").filter(member__archived_at__isnull=True)
    mailbox = mailboxes.filter(pk=job.payload["mailbox"]).first()
    if mailbox is None or mailbox.is_stopped:
        return
    read = fetch(mailbox, stay=job.stay)
    if read and Mailbox.objects.filter(pk=mailbox.pk, backlog__gt=0, failed_at__isnull=True).exists():
        jobs.enqueue("capture.fetch", {"mailbox": mailbox.pk})
