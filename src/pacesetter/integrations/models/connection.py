"""A connection to another system."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class ConnectionState(models.TextChoices):
    """How a connection is doing."""

    BEGUN = "begun", _("Not finished")  # consent has not been given yet
    CONNECTED = "connected", pgettext_lazy("to another system", "Connected")
    NEEDS_ATTENTION = "needs_attention", _("Needs attention")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Disconnected")


class Mode(models.TextChoices):
    """Whether anything is changed on the other side."""

    LIVE = "live", _("Live")
    DRY_RUN = "dry_run", _("Dry run")


class Connection(Tenanted):
    """An organisation's connection to a provider; a member's where `owner` is set.

    `settings` are what may be shown (addresses, the client's id), `secrets` a sealed JSON object of what may not (keys,
    tokens). Both tokens stand in it, so a rotated pair is saved in one statement.
    """

    provider = models.CharField(max_length=40)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="connections")
    way = models.CharField(max_length=10)  # "key" or "oauth"
    state = models.CharField(max_length=16, choices=ConnectionState, default=ConnectionState.BEGUN)
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.LIVE)
    settings = models.JSONField(default=dict)
    secrets = SealedField(blank=True)
    # Which account on the other side, and the others that the same consent reaches: [[id, name], ...].
    account_id = models.CharField(max_length=200, blank=True)
    account_name = models.CharField(max_length=200, blank=True)
    accounts = models.JSONField(default=list)
    token_expires_at = models.DateTimeField(null=True)
    # Who is fetching new tokens, and until when they are believed to be: the network is no place for a row's lock.
    refreshing_by = models.CharField(max_length=32, blank=True)
    refreshing_until = models.DateTimeField(null=True)
    # What is wrong, where somebody has to see to it: the kind, and the other side's words.
    fault_kind = models.CharField(max_length=16, blank=True)
    fault = models.CharField(max_length=500, blank=True)
    fault_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "provider", "account_id"],
                condition=Q(owner__isnull=True, ended_at__isnull=True) & ~Q(account_id=""),
                name="one_connection_per_account",
            ),
            models.UniqueConstraint(
                fields=["organisation", "provider", "owner", "account_id"],
                condition=Q(owner__isnull=False, ended_at__isnull=True) & ~Q(account_id=""),
                name="one_connection_per_own_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.account_name}".strip()

    def setting(self, name: str, default: Any = "") -> Any:
        return self.settings.get(name, default)
