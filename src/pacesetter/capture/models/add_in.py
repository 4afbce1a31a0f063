"""Add-ins of mail programs that may capture and classify a member's mail, and nothing else."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class AddInToken(Tenanted):
    """A secret that an add-in keeps in the member's mailbox. Only its hash is kept here.

    It opens the addresses of add-ins alone, because whoever else may open that mailbox can read it: no figure, no
    customer but the one whom the mail at hand is with, no setting.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="add_in_tokens")
    program = models.CharField(max_length=20)
    mailbox = models.EmailField(_("mailbox"), blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    # Of the word of somebody else that it was given for, which is good for one.
    proof_hash = models.CharField(max_length=64, unique=True, null=True)
    made_at = models.DateTimeField()
    # To within a day. One that nobody has used for long works no more.
    last_used_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.program} in {self.mailbox}"


class AddInCode(Tenanted):
    """A code that the member has allowed an add-in to change for a token: once, within minutes, and only by the pane
    that knows what `challenge` is the hash of (RFC 7636, S256)."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    program = models.CharField(max_length=20)
    mailbox = models.EmailField(blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    challenge = models.CharField(max_length=43)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"code of {self.member_id}"
