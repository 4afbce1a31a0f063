"""What Google or Microsoft was asked to report of a member's mail."""

from typing import ClassVar

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class MailSubscription(Tenanted):
    """One for each folder that is reported apart. `external_id` is what it is called there, empty until it is made;
    `secret` is what reports of it carry, where they are not signed instead. `address` is where they go.

    `renew_at` is when it is to be renewed, long before `expires_at`; where it was refused, when it is tried again.
    `heard_at` is when something was reported last, to within a minute.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="mail_subscriptions")
    folder = models.CharField(max_length=20)
    # In the address: unguessable, so that nobody finds out by trying which ones there are.
    public_id = models.CharField(max_length=40, unique=True)
    secret = SealedField(blank=True)
    address = models.CharField(max_length=500, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(null=True)
    renew_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=500, blank=True)
    fault_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "connection", "folder"], name="one_mail_subscription_per_folder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.folder} of {self.connection_id}"
