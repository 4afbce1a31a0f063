"""How a phone system names a member."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class MemberLine(Tenanted):
    """An extension, a user's id or a number that is the member's, in lower case. Their e-mail address and phone number
    are known without one."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(_("extension, id or number"), max_length=200)

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_member_per_line"),
        ]

    def __str__(self) -> str:
        return self.key
