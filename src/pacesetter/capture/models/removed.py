"""What was taken away and may have been a slip."""

from typing import ClassVar

from django.db import models

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class RemovedKind(models.TextChoices):
    """What it was."""

    RULE = "rule"
    ALIAS = "alias"
    BLOCK = "block"


class RemovedSetting(Tenanted):
    """A standing rule, an alias or a block that `member` has taken away, with what it takes to bring it back. It is
    erased after a day. Not an event: those are kept for ever, and it names with whom somebody writes."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=RemovedKind)
    data = models.JSONField(default=dict)
    removed_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-removed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.member_id}"
