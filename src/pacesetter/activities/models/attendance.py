"""Who took part in an activity: colleagues and contacts."""

from typing import ClassVar

from django.db import models

from pacesetter.activities.models.activity import Activity
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class ActivityParticipant(Tenanted):
    """A colleague who took part beside the owner."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="participants")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="participations", db_index=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "member", "activity"], name="one_participation"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.activity}"


class ActivityContact(Tenanted):
    """A contact whom the activity was with."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="activity_links", db_index=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "contact", "activity"], name="one_contact_link"),
        ]

    def __str__(self) -> str:
        return f"{self.contact} in {self.activity}"
