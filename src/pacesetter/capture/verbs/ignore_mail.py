"""Leave a mail out, and take it up again."""

from django.db import transaction

from pacesetter.capture.models import CapturedMail, MailState, StandingRule
from pacesetter.capture.setting_rules import Always, set_rule
from pacesetter.capture.verbs import guards
from pacesetter.core import clock
from pacesetter.people.models import Member


def ignore_mail(mail: CapturedMail, *, by: Member, always: Always | None = None) -> CapturedMail:
    """It was no business: it is not asked about any more, and erased with the others that were not classified. With
    `always` so are the thread's or the person's other mails. Raises a `Refusal` for a mail that does not wait."""
    with transaction.atomic():
        row = guards.own_mail(mail, by)
        guards.in_state(row, MailState.WAITING)
        row.state, row.settled_at, row.is_by_rule = MailState.IGNORED, clock.now(), False
        row.save()
        if always is not None:
            set_rule(row, always, None)
    return row


def take_up_mail(mail: CapturedMail, *, by: Member) -> CapturedMail:
    """Ask about it again; a rule that was made with it goes. Raises a `Refusal` for a mail that is not ignored."""
    with transaction.atomic():
        row = guards.own_mail(mail, by)
        guards.in_state(row, MailState.IGNORED)
        StandingRule.objects.filter(owner=by, made_with_id=row.pk).delete()
        row.state, row.settled_at, row.is_by_rule = MailState.WAITING, None, False
        row.save()
    return row
