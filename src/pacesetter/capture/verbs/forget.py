"""Erase what was not classified."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import CapturedMail, MailIntent, MailState
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import Member


def forget_unclassified(member: Member, *, by: Member) -> int:
    """Erase everything of the member's mail that has not become an activity. Answers how many mails that was. Raises
    `NotAllowed` to everybody but the member."""
    if by.pk != member.pk:
        raise NotAllowed(_("Everybody decides on their own mail."))
    with transaction.atomic():
        lock_mail_of(member)
        MailIntent.objects.filter(owner=member).delete()
        _every, by_model = CapturedMail.objects.filter(owner=member).exclude(state=MailState.LOGGED).delete()
    return by_model.get(CapturedMail._meta.label, 0)
