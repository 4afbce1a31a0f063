"""Which mails belong together."""

from typing import ClassVar

from django.db import models

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class MailThread(Tenanted):
    """A conversation as its headers tell it, in one member's mail."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"thread {self.pk}"


class MailReference(Tenanted):
    """A Message-ID that a mail of the thread has or names. That of a mail that has not come yet is one too, so a thread
    is whole in whatever order its mails arrive."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    message_id = models.CharField(max_length=200)
    thread = models.ForeignKey(MailThread, on_delete=models.CASCADE, related_name="references")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "owner", "message_id"], name="one_thread_per_message_id"),
        ]

    def __str__(self) -> str:
        return self.message_id
