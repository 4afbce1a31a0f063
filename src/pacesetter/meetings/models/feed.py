"""The link by which a member's own calendar reads what is planned."""

from django.db import models

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CalendarFeed(Tenanted):
    """Lets whoever has the link read what the member has planned, and nothing else. Only a hash of the link's secret is
    kept; there is one link at a time, and a new one ends the old one."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.member)
