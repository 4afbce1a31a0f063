"""Invitations to join an organisation."""

from typing import ClassVar

from django.db import models

from pacesetter.people.models.member import Member
from pacesetter.tenancy.models import Tenanted


class Invitation(Tenanted):
    """An e-mailed link with which a member sets a password. Only a hash of the link's secret is kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    secret_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"Invitation of {self.member}"
