"""How many mails were dropped, and why. Of the mails themselves nothing is kept."""

from typing import ClassVar

from django.db import models

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class DroppedMails(Tenanted):
    """How often mail of a member was dropped for one reason on one day (UTC). A mail that comes by two routes is
    dropped twice: to know that it was one, it would have to be kept."""

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
