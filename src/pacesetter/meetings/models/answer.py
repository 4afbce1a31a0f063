"""Every answer that came, whether it counts or not."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.mail.models import InboundMessage
from pacesetter.meetings.models.attendee import MeetingAttendee
from pacesetter.meetings.models.meeting import Meeting
from pacesetter.tenancy.models import Tenanted


class MeetingAnswer(Tenanted):
    """One answer as it came. `verdict` says what was made of it."""

    class Verdict(models.TextChoices):
        COUNTED = "counted", _("counted")
        STALE = "stale", _("about an earlier state of the meeting, or older than the answer that counts")
        STRANGER = "stranger", _("from somebody who was not invited")
        OTHER_MEETING = "other", _("about another meeting")
        PROPOSAL = "proposal", _("proposes another time")
        REPEATED = "repeated", _("the same answer again")
        ASKS_AGAIN = "refresh", _("asked for the request again")
        OUTLOOK = "outlook", _("in Outlook's own form, which does not say what it is about; shown, not counted")
        UNDECIDED = "undecided", _("says neither yes nor no")
        DELEGATE = "delegate", _("from whoever an attendee sends instead")
        OTHER_ADDRESS = "address", _("from another address than the one that was invited; shown, not counted")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="answers")
    attendee = models.ForeignKey(MeetingAttendee, on_delete=models.SET_NULL, null=True, related_name="answers")
    # The mail it came in, as long as that is kept.
    message = models.ForeignKey(InboundMessage, on_delete=models.SET_NULL, null=True, related_name="+")
    place = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    sender = models.CharField(max_length=320)
    address = models.CharField(max_length=320, blank=True)
    method = models.CharField(max_length=20)
    status = models.CharField(max_length=12)
    # What it says of the state that it answers; empty where it doesn't say.
    sequence = models.PositiveBigIntegerField(null=True)
    stamp = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    # The mail's sender is not the attendee it speaks for.
    is_from_another_address = models.BooleanField(default=False)
    proposed_starts_at = models.DateTimeField(null=True)
    proposed_ends_at = models.DateTimeField(null=True)
    proposed_place = models.CharField(max_length=300, blank=True, default="", db_default="")
    settled_at = models.DateTimeField(null=True)
    # What stood for the attendee before somebody took this answer as theirs; empty where nobody did.
    replaced = models.JSONField(null=True)
    # The meeting of a series that it is about, by when the rule has it; empty where it is about the whole.
    original_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # A message that is read again after a failure makes no second answer.
            models.UniqueConstraint(fields=["message", "place"], name="one_answer_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.address}: {self.status}"
