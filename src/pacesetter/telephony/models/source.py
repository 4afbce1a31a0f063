"""A phone system that reports calls."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.activities.models import ActivityType
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class CallSource(Tenanted):
    """Where reports come from, how they are verified, and what becomes of a call.

    A call is logged as `outbound_type` or `inbound_type` (none: such calls are kept and not logged). `outcomes` maps a
    result to the id of the outcome it is logged with; a result in `left_out` is not logged.
    """

    name = models.CharField(_("name"), max_length=100)
    shape = models.CharField(_("phone system"), max_length=20)
    # In the address that reports are sent to: unguessable, so that nobody finds out by trying which ones there are.
    public_id = models.CharField(max_length=40, unique=True)
    secret = SealedField(blank=True)
    outbound_type = models.ForeignKey(
        ActivityType, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("calls made")
    )
    inbound_type = models.ForeignKey(
        ActivityType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("calls received"),
    )
    outcomes = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    last_report_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    last_error_at = models.DateTimeField(null=True)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_call_source_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
