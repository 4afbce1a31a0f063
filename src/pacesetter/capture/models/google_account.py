"""Google accounts whose add-on acts for a member."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class GoogleAccount(Tenanted):
    """Who the add-on in this Google account acts for, in nothing but that member's e-mail. `subject` is what Google
    names the account by for ever; its address is only shown."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="google_accounts")
    subject = models.CharField(max_length=255, unique=True)
    email = models.EmailField(_("e-mail address"))
    connected_at = models.DateTimeField()
    # To within an hour.
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["email", "id"]

    def __str__(self) -> str:
        return self.email


class SpentTicket(Tenanted):
    """A ticket that was used: what it was for is done at most once, however often a request is sent again."""

    digest = models.CharField(max_length=64, unique=True)
    spent_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
