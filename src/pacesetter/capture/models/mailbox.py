"""A member's mailbox that is looked into by IMAP."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class MailSecurity(models.TextChoices):
    """How the connection is encrypted."""

    TLS = "tls", _("TLS from the start (port 993)")
    STARTTLS = "starttls", _("STARTTLS (port 143)")


class Mailbox(Tenanted):
    """Where it is and who opens it. `fault` is what was wrong last, in words, empty while it works; where the server
    refused the password, `is_stopped` keeps us from trying until it locks the account."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="mailbox")
    host = models.CharField(_("mail server"), max_length=253)
    port = models.PositiveIntegerField(_("port"), default=993)
    security = models.CharField(_("encryption"), max_length=10, choices=MailSecurity, default=MailSecurity.TLS)
    user = models.CharField(_("user"), max_length=254)
    password = SealedField()
    connected_at = models.DateTimeField()
    succeeded_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True)
    is_stopped = models.BooleanField(default=False)
    # How many mails were still to be read when it was last looked into.
    backlog = models.PositiveIntegerField(default=0)
    # Until when somebody is looking into it, unless they say so again.
    held_until = models.DateTimeField(null=True)
    # The same for listening to it, so that new mail is seen at once.
    watched_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} at {self.host}"


class MailFolder(Tenanted):
    """How far a folder was read: everything up to `last_uid`, as long as the server's numbering (`uid_validity`) is the
    same. `role` is "inbox" or "sent"; the name is the server's own."""

    mailbox = models.ForeignKey(Mailbox, on_delete=models.CASCADE, related_name="folders")
    role = models.CharField(max_length=10)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    # The server's count of changes when everything had been read; 0 where it keeps none.
    modseq = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "mailbox", "role"], name="one_folder_per_role"),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.mailbox_id}"
