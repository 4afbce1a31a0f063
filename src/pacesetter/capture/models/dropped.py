"""How many mails were dropped, and why. Of the mails themselves nothing is kept."""

from typing import ClassVar

from django.db import models

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class DroppedMails(Tenanted):
    """How many mails of a member were dropped for one reason on one day (UTC)."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    reason = models.CharField(max_length=10)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "owner", "day", "reason"], name="one_count_of_drops"),
        ]

    def __str__(self) -> str:
        return f"{self.times} x {self.reason}"


class DroppedMark(Tenanted):
    """That some mail was counted, so that it is counted once whichever routes bring it. `mark` is a keyed hash of its
    Message-ID: it tells nobody anything, and is known again by us alone. It is erased after a while."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    mark = models.CharField(max_length=32)
    day = models.DateField()
    reason = models.CharField(max_length=10)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "owner", "mark"], name="one_mark_of_a_drop"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["day"], name="drop_marks_by_age")]

    def __str__(self) -> str:
        return f"{self.reason} on {self.day}"
