"""An address at which another system reports by itself what happens with its campaigns."""

from typing import ClassVar

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class CampaignWebhook(Tenanted):
    """One address per audience, where the other side reports by audience; one in all (`audience_id` empty) where it
    does not. `external_id` is what it is called there, empty until it is set up; `secret` is what reports are signed
    with, empty where they are not. The address is secret itself: its token is sealed, and found by its hash."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="webhooks")
    audience_id = models.CharField(max_length=100, blank=True)
    audience_name = models.CharField(max_length=200, blank=True)
    address_hash = models.CharField(max_length=64, unique=True)
    address_token = SealedField(db_default="")
    secret = SealedField(blank=True)
    external_id = models.CharField(max_length=100, blank=True)
    checked_at = models.DateTimeField(null=True)
    last_report_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    last_error_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["audience_name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["connection", "audience_id"], name="one_webhook_per_audience"),
        ]

    def __str__(self) -> str:
        return self.audience_name or self.audience_id or self.external_id
