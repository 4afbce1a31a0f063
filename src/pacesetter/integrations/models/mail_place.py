"""How far a member's mail was read at Google or Microsoft."""

from typing import ClassVar

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted


class MailPlace(Tenanted):
    """Where reading of one folder goes on: what the other side has said, empty at the beginning. `is_complete` once it
    was read to its end; until then the first look goes on. `backlog` is how many mails at most were left when a look
    ended before it was through. `cut_at` is when a first look had more to read than the other side gives."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="mail_places", db_index=False)
    folder = models.CharField(max_length=20)
    place = models.TextField(blank=True)
    is_complete = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    backlog = models.PositiveIntegerField(default=0, db_default=0)
    cut_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "connection", "folder"], name="one_mail_place_per_folder"),
        ]

    def __str__(self) -> str:
        return f"{self.folder} of {self.connection_id}"
