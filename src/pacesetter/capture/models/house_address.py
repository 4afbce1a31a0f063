"""The address to which a rule of the mail server passes on everybody's mail."""

from typing import ClassVar

from django.db import models

from pacesetter.tenancy.models import Tenanted


class HouseAddress(Tenanted):
    """The organisation's address, one at most. What comes to it is kept for the members who wrote it or to whom it was
    written. Its token is unguessable; a new one ends the old one."""

    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_mail_at = models.DateTimeField(null=True)
    # Why the last mail that was not kept was not, as a key of `Dropped` or "nobody".
    last_refusal = models.CharField(max_length=20, blank=True)
    last_refusal_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation"], name="one_house_address"),
        ]

    def __str__(self) -> str:
        return f"address of organisation {self.organisation_id}"
