"""Whether a member has said anything beforehand about mails that come: for many mails, asked once."""

from dataclasses import dataclass

from pacesetter.capture.locking import lock_mail_of
from pacesetter.capture.models import MailIntent, StandingRule
from pacesetter.people.models import Member


@dataclass(frozen=True, slots=True)
class StandingOrders:
    """Whether there are rules, and things said while a mail was written that have not found it yet."""

    rules: bool
    intents: bool


def locked_orders_of(owner: Member) -> StandingOrders:
    """They hold until the transaction ends: nobody else keeps or classifies mail of the owner meanwhile."""
    lock_mail_of(owner)
    rules = StandingRule.objects.filter(owner=owner).exists()
    return StandingOrders(rules, MailIntent.objects.filter(owner=owner, joined_at__isnull=True).exists())
