"""What a member has said once for all mails of a thread, or with somebody."""

from typing import ClassVar

from django.db import models

from pacesetter.activities.models import ActivityType
from pacesetter.capture.models.thread import MailThread
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class StandingRule(Tenanted):
    """Mails of the thread, or with the address, in this direction are logged as the type (none: ignored) from now on.

    The direction belongs to it: what a member writes is their activity, the answers to it may be none.
    """

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mail_rules", db_index=False)
    direction = models.CharField(max_length=3)
    thread = models.ForeignKey(MailThread, on_delete=models.CASCADE, null=True, related_name="rules")
    address = models.EmailField(blank=True)
    # How it is shown: a thread has no name of its own where subjects are not kept.
    label = models.CharField(max_length=200, blank=True)
    activity_type = models.ForeignKey(ActivityType, on_delete=models.CASCADE, null=True, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    # The mail with which it was said, so that taking that back takes the rule back. No key: the mail may be erased.
    made_with_id = models.BigIntegerField(null=True)
    # The same for what was said of a mail while it was written, until that mail is seen.
    made_with_intent_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "owner", "direction", "thread"],
                condition=models.Q(thread__isnull=False),
                name="one_rule_per_thread",
            ),
            models.UniqueConstraint(
                fields=["organisation", "owner", "direction", "address"],
                condition=~models.Q(address=""),
                name="one_rule_per_address",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.address or f"thread {self.thread_id}"
