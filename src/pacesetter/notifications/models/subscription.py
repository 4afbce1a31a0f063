"""A browser that gets notifications."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class PushSubscription(Tenanted):
    """One browser of one member, as it was given by the Push API. With what stands here nothing can be sent without the
    installation's own key, which the browser was subscribed with."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=1000)
    public = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    # The log-in that turned it on, or was there last: what ends that ends the notifications too. Empty for those of
    # before this was kept, until their browser is seen again.
    session_key = models.CharField(max_length=40, blank=True, db_default="")
    user_agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(_("turned on"))
    sent_at = models.DateTimeField(_("last notification"), null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["created_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "endpoint"], name="one_member_per_browser"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.user_agent}"
