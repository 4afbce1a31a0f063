"""Addresses: the secret one at which a member's mail is taken, and those that are the member's own."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CaptureAddress(Tenanted):
    """The member's address for blind copies and forwarding. Its token is unguessable; a new one ends the old one."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="capture_address")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_mail_at = models.DateTimeField(null=True)
    # Why the last mail that was not kept was not, as a key of `Dropped` or "unverified".
    last_refusal = models.CharField(max_length=20, blank=True)
    last_refusal_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"address of {self.member_id}"


class MailAlias(Tenanted):
    """Another address under which the member writes, in lower case. It counts only once it is confirmed: until then
    several may claim it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mail_aliases")
    address = models.EmailField(_("e-mail address"))
    # When a link that went there was opened by the member, or an administrator has said that it is theirs.
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["address"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "address"], name="aliases_named_once"),
            models.UniqueConstraint(
                fields=["organisation", "address"],
                condition=models.Q(confirmed_at__isnull=False),
                name="one_member_per_confirmed_alias",
            ),
        ]

    def __str__(self) -> str:
        return self.address
