"""What a phone sent after it had been without a network."""

from typing import ClassVar

from django.db import models

from pacesetter.activities.models.activity import Activity
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class OfflineDeed(Tenanted):
    """A deed that was carried out, by the key that the device gave it: sent once more, it is answered from here.

    What was refused is not kept, since it changed nothing and may be sent again.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    received_at = models.DateTimeField()
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "member", "key"], name="one_offline_deed_per_key"),
        ]
        # A member who is erased takes theirs along, which have to be found.
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["member"], name="offline_deed_of")]

    def __str__(self) -> str:
        return self.key
