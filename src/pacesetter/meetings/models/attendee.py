"""Who was invited, and what they have answered."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models import Contact
from pacesetter.itip import PartStat
from pacesetter.meetings.models.meeting import Meeting
from pacesetter.meetings.models.standing import StandingAnswer
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class Status(models.TextChoices):
    """Whether somebody comes, in the words of RFC 5545."""

    NEEDS_ACTION = PartStat.NEEDS_ACTION.value, _("No answer yet")
    ACCEPTED = PartStat.ACCEPTED.value, _("Accepted")
    DECLINED = PartStat.DECLINED.value, _("Declined")
    TENTATIVE = PartStat.TENTATIVE.value, _("Maybe")
    DELEGATED = PartStat.DELEGATED.value, _("Sends somebody else")


class MeetingAttendee(StandingAnswer, Tenanted):
    """One address that was invited; a contact or a colleague. `answered_*` belong to the answer that counts."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendees")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=320)
    name = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.NEEDS_ACTION)
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_sequence = models.PositiveIntegerField(null=True)
    answered_stamp = models.DateTimeField(null=True)
    undeliverable_at = models.DateTimeField(null=True)
    # Comes to single meetings of a series, and not to the whole.
    is_single = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["meeting", "address"], name="one_attendee_per_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.address
