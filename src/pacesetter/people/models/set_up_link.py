"""The link with which an empty installation is set up."""

from typing import ClassVar

from django.db import models


class SetUpLink(models.Model):
    """Lets whoever has it make the first organisation. Belongs to no organisation: there is none yet. Only a hash of
    its secret is kept."""

    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"Set-up link of {self.created_at}"
