"""Count the mails of which nothing is kept: each once, by whichever routes and in whatever order it comes."""

from django.db.models import F
from django.utils.crypto import salted_hmac

from pacesetter.capture.mail_head import Dropped
from pacesetter.capture.models import CapturedMail, DroppedMails, DroppedMark
from pacesetter.core import clock
from pacesetter.people.models import Member

_SALT = "pacesetter.capture.dropping"


def count_drop(owner: Member, message_id: str, reason: Dropped) -> None:
    """Count that the mail was dropped, unless it was counted before, or is kept since another route knew more. Call it
    with the owner's mail locked."""
    day, mark = clock.now().date(), _mark_of(owner, message_id)
    if DroppedMark.objects.filter(owner=owner, mark=mark).exists():
        return
    if CapturedMail.objects.filter(owner=owner, message_id=message_id).exists():
        return
    DroppedMark.objects.create(owner=owner, mark=mark, day=day, reason=reason.value)
    count, _made = DroppedMails.objects.get_or_create(owner=owner, day=day, reason=reason.value)
    DroppedMails.objects.filter(pk=count.pk).update(times=F("times") + 1)


def uncount_drop(owner: Member, message_id: str) -> None:
    """Take the mail out of the counts: a route that knew more has brought it, and it is kept. Call it with the owner's
    mail locked."""
    found = DroppedMark.objects.filter(owner=owner, mark=_mark_of(owner, message_id)).first()
    if found is None:
        return
    found.delete()
    counts = DroppedMails.objects.filter(owner=owner, day=found.day, reason=found.reason)
    counts.filter(times__gt=0).update(times=F("times") - 1)
    counts.filter(times=0).delete()


def _mark_of(owner: Member, message_id: str) -> str:
    return salted_hmac(_SALT, f"{owner.pk}:{message_id}", algorithm="sha256").hexdigest()[:32]
