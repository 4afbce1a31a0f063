"""Which of ours is which of theirs."""

from typing import ClassVar

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted


class Link(Tenanted):
    """One thing of ours ("company", 7) is one thing of theirs ("client", "a1b2").

    Unique both ways for each connection and kind of theirs: whatever runs twice makes one.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=20)
    external_id = models.CharField(max_length=200)
    our_kind = models.CharField(max_length=20)
    our_id = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "connection", "kind", "external_id"], name="one_link_per_theirs"
            ),
            models.UniqueConstraint(
                fields=["organisation", "connection", "kind", "our_kind", "our_id"], name="one_link_per_ours"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "our_kind", "our_id"], name="links_of_ours"),
        ]

    def __str__(self) -> str:
        return f"{self.our_kind} {self.our_id} = {self.kind} {self.external_id}"
