"""Campaigns that were sent in another system, and whom they went to."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Contact
from pacesetter.integrations.models.connection import Connection
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CampaignSettings(Tenanted):
    """What campaigns of a connection become. `senders` maps "address:…" and "audience:…" to the id of a member; who is
    named by neither is found by the sender's address, and else is `default_member`."""

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="campaign_settings")
    activity_type = models.ForeignKey(ActivityType, on_delete=models.PROTECT, null=True, related_name="+")
    default_member = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    senders = models.JSONField(default=dict)
    # Campaigns sent earlier are left alone.
    since = models.DateTimeField()
    # From when on they were looked for already; where `since` is set earlier than that, all are looked for once more.
    looked_since = models.DateTimeField(null=True)
    # Whether the other side is asked to report by itself.
    wants_reports = models.BooleanField(default=False, db_default=False)
    # The audiences when they were read last: [[id, name, members or null], ...].
    audiences = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))

    def __str__(self) -> str:
        return f"campaigns of {self.connection_id}"


class CampaignStep(models.TextChoices):
    """What is read next. Nothing where the campaign is up to date."""

    RECIPIENTS = "recipients"
    DEEDS = "deeds"
    UNSUBSCRIBES = "unsubscribes"
    NOTHING = ""


class Campaign(Tenanted):
    """A campaign that went out. `step` and `place` say how far its reading is: they change in the transaction that
    writes a page, so that each page is written once, whatever is interrupted."""

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="campaigns")
    external_id = models.CharField(max_length=100)
    subject = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=254, blank=True)
    audience_id = models.CharField(max_length=100, blank=True)
    audience_name = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    # As many as the other system says.
    total = models.PositiveIntegerField(default=0)
    # What counts for the sender; none while `question` waits for somebody.
    activity = models.OneToOneField(Activity, on_delete=models.SET_NULL, null=True, related_name="campaign")
    question = models.CharField(max_length=300, blank=True)
    step = models.CharField(max_length=12, choices=CampaignStep, default=CampaignStep.RECIPIENTS, blank=True)
    place = models.CharField(max_length=200, blank=True)
    # From when on deeds are read in the look that goes on, and when that look began.
    since = models.DateTimeField(null=True)
    looked_at = models.DateTimeField()
    next_look_at = models.DateTimeField(null=True)
    # When the addresses of those who are no contacts were erased.
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-sent_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "connection", "external_id"], name="one_campaign_per_external"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "-sent_at", "-id"], name="campaigns_by_moment"),
        ]

    def __str__(self) -> str:
        return self.subject or self.title or self.external_id


class CampaignRecipient(Tenanted):
    """Somebody whom it was sent to, and what they did. `recent` are the marks of deeds that the next look may tell
    again. `activity` is what stands on the company. `address` is empty once it was erased (`campaigns.erasing`)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients", db_index=False)
    external_id = models.CharField(max_length=100)
    address = models.CharField(max_length=254, blank=True)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="campaigns_received")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, related_name="campaign_recipients")
    opens = models.PositiveIntegerField(default=0)
    first_open_at = models.DateTimeField(null=True)
    last_open_at = models.DateTimeField(null=True)
    clicks = models.PositiveIntegerField(default=0)
    last_click_at = models.DateTimeField(null=True)
    bounce = models.CharField(max_length=4, blank=True)
    left_at = models.DateTimeField(null=True)
    recent = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["campaign", "external_id"], name="one_recipient_per_campaign"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["campaign", "id"], name="recipients_of_a_campaign"),
            models.Index(
                fields=["campaign", "address"], condition=Q(contact__isnull=True), name="recipients_not_matched"
            ),
        ]

    def __str__(self) -> str:
        return self.address
