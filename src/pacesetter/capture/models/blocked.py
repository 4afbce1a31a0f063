"""Whose mail is nobody's business."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class BlockedAddress(Tenanted):
    """An address, or a domain as "@example.org", of which nothing is kept: for one member, or (none) for everybody."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    pattern = models.CharField(_("address or domain"), max_length=254)

    class Meta:
        ordering: ClassVar[list[str]] = ["pattern"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "member", "pattern"], name="blocked_once_for_a_member"),
            models.UniqueConstraint(
                fields=["organisation", "pattern"],
                condition=models.Q(member__isnull=True),
                name="blocked_once_for_everybody",
            ),
        ]

    def __str__(self) -> str:
        return self.pattern
