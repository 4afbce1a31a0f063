"""The message that goes out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.tenancy.models import Tenanted


class OutgoingMessage(Tenanted):
    """One message to one address. `send` writes it, the job `mail.deliver` hands it to the mail server."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    key = models.CharField(max_length=200, null=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=998)  # RFC 5322's longest line
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    # Empty: the installation's own. A room that takes answers gives an address of its own.
    sender = models.CharField(max_length=400, blank=True, db_default="")
    reply_to = models.CharField(max_length=400, blank=True, db_default="")
    # An iCalendar object and its method, for meeting requests.
    calendar = models.TextField(blank=True, db_default="")
    calendar_method = models.CharField(max_length=20, blank=True, db_default="")
    message_id = models.CharField(max_length=250)
    # What is inside must not outlive its sending: it may hold a link that lets its reader in.
    is_confidential = models.BooleanField(default=False)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    created_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("sent"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "key"], name="mail_one_message_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} -> {self.to}"


class InboundMessage(Tenanted):
    """One message that was taken for one address, as it came. What is read from it is kept elsewhere; the message
    itself is erased after a while."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        READ = "read", _("read")
        FAILED = "failed", _("failed")

    recipient = models.CharField(max_length=320)
    sender = models.CharField(max_length=320, blank=True)
    raw = models.BinaryField()
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["received_at"], name="inbound_by_age")]

    def __str__(self) -> str:
        return f"{self.sender} -> {self.recipient}"
