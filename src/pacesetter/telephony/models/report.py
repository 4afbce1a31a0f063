"""What arrived, as it arrived, but for a secret in it."""

from typing import ClassVar

from django.db import models

from pacesetter.telephony.models.source import CallSource
from pacesetter.tenancy.models import Tenanted


class CallReport(Tenanted):
    """One report, kept before anything is made of it. `read_at` is empty until then; `fault` says why nothing was."""

    source = models.ForeignKey(CallSource, on_delete=models.CASCADE, related_name="reports")
    body = models.BinaryField()
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["organisation", "-id"],
                condition=~models.Q(fault="") | models.Q(read_at__isnull=True),
                name="call_reports_not_used",
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"
