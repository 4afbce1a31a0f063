"""Say something once for all mails of a thread, or with somebody."""

from enum import StrEnum

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.activities.models import ActivityType
from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import CapturedMail, MailState, StandingRule
from pacesetter.capture.ruling import apply_rules
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.models import Member

# A thread or a person with more mails waiting than this is taken up by the next ones.
_MOST_AT_ONCE = 200


class Always(StrEnum):
    """For which mails a choice is to hold from now on."""

    THREAD = "thread"
    CONTACT = "contact"


def set_rule(row: CapturedMail, always: Always, activity_type: ActivityType | None) -> StandingRule:
    """Let the choice for this mail hold for those that follow in the same direction, and for those that wait already.
    An earlier rule for the same is replaced. Call it with the owner's mail locked."""
    by_thread = always is Always.THREAD and row.thread_id is not None
    what = {"thread_id": row.thread_id} if by_thread else {"address": row.address}
    rule: StandingRule
    rule, _made = StandingRule.objects.update_or_create(
        owner_id=row.owner_id,
        direction=row.direction,
        **what,
        defaults={
            "label": (row.subject or row.name or row.address)[:200] if by_thread else (row.name or row.address)[:200],
            "activity_type": activity_type,
            "company": row.company,
            "contact": row.contact,
            "made_with_id": row.pk,
            "made_at": clock.now(),
        },
    )
    waiting = CapturedMail.objects.filter(owner_id=row.owner_id, direction=row.direction, state=MailState.WAITING)
    waiting = waiting.filter(is_trusted=True, **what).exclude(pk=row.pk).select_related("owner__organisation")
    for other in waiting[:_MOST_AT_ONCE]:
        apply_rules(other)
        other.save()
    return rule


def remove_rule(rule: StandingRule, *, by: Member) -> None:
    """Ask again from now on. What the rule has logged stays. Raises `NotAllowed` for a rule of somebody else."""
    if rule.owner_id != by.pk:
        raise NotAllowed(_("This is somebody else's."))
    with transaction.atomic():
        lock_mail_of(by)
        StandingRule.objects.filter(pk=rule.pk).delete()
