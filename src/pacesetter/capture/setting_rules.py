"""What is said once for all mails of a thread, or with somebody, becomes a rule."""

from enum import StrEnum

from pacesetter.activities.models import ActivityType
from pacesetter.capture.mail_head import Direction
from pacesetter.capture.models import CapturedMail, MailIntent, MailState, StandingRule
from pacesetter.capture.ruling import apply_rules
from pacesetter.core import clock

# A thread or a person with more mails waiting than this is taken up by the next ones.
_MOST_AT_ONCE = 200


class Always(StrEnum):
    """For which mails a choice holds from now on."""

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
            "made_with_intent_id": None,
            "made_at": clock.now(),
        },
    )
    waiting = CapturedMail.objects.filter(owner_id=row.owner_id, direction=row.direction, state=MailState.WAITING)
    waiting = waiting.filter(is_trusted=True, **what).exclude(pk=row.pk).select_related("owner__organisation")
    for other in waiting[:_MOST_AT_ONCE]:
        apply_rules(other)
        other.save()
    return rule


def set_rule_ahead(intent: MailIntent) -> None:
    """Let what was said of a mail that is written hold for the person's next ones, without waiting for this one to be
    seen; a thread has no name before that. Call it with the owner's mail locked."""
    if intent.always != Always.CONTACT:
        return
    name = intent.contact.name if intent.contact else intent.address
    StandingRule.objects.update_or_create(
        owner_id=intent.owner_id,
        direction=Direction.OUT.value,
        address=intent.address,
        defaults={
            "label": name[:200],
            "activity_type": intent.activity_type,
            "company": intent.company,
            "contact": intent.contact,
            "made_with_id": None,
            "made_with_intent_id": intent.pk,
            "made_at": clock.now(),
        },
    )


def take_back_rule_ahead(intent: MailIntent) -> None:
    """Ask again from now on, where the rule was made with this intent."""
    StandingRule.objects.filter(owner_id=intent.owner_id, made_with_intent_id=intent.pk).delete()
