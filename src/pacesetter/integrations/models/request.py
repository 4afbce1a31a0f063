"""What was asked of another system, and what it answered."""

from typing import ClassVar

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted


class SentRequest(Tenanted):
    """One request, without secrets: no headers, and bodies redacted. Kept for some days, to find a fault.

    `status` is empty where no answer came; `is_pretended` where nothing was sent, because the connection is in a dry
    run. `about` says what it was for, such as "activity 7".
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="requests")
    sent_at = models.DateTimeField()
    method = models.CharField(max_length=8)
    address = models.CharField(max_length=1000)
    about = models.CharField(max_length=60, blank=True)
    sent = models.TextField(blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    received = models.TextField(blank=True)
    milliseconds = models.PositiveIntegerField(default=0)
    failure_kind = models.CharField(max_length=16, blank=True)
    failure = models.CharField(max_length=500, blank=True)
    is_pretended = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["connection", "-id"], name="requests_of_a_connection"),
            models.Index(fields=["sent_at"], name="requests_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"
