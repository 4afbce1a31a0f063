"""What a member wants to be told."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted

# Minutes before a to-do is due.
LEADS = (0, 5, 10, 15, 30, 60, 120)


class NotificationChoices(Tenanted):
    """The member's own choices; without a row those that stand here. Nothing is sent to a device before its member has
    turned that on there."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="notification_choices")
    lead_minutes = models.PositiveSmallIntegerField(_("how long before"), default=15)
    reminds_by_push = models.BooleanField(_("reminders on my devices"), default=True)
    reminds_by_mail = models.BooleanField(_("reminders by e-mail"), default=False)
    tells_of_targets = models.BooleanField(_("a target is reached"), default=True)
    tells_of_answers = models.BooleanField(_("somebody answers a meeting request"), default=True)
    any_time = models.BooleanField(_("outside of my working hours too"), default=False)

    class Meta:
        # Who is reminded by mail is looked for every few minutes.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation"], condition=models.Q(reminds_by_mail=True), name="choices_reminding_by_mail"
            ),
        ]

    def __str__(self) -> str:
        return f"choices of {self.member_id}"
