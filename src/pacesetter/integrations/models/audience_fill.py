"""A saved list of contacts on its way into an audience."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.models.connection import Connection
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class FillState(models.TextChoices):
    """How far it is."""

    ASKED = "asked", _("Not agreed to yet")
    GOING_ON = "going_on", _("Going on")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class AudienceFill(Tenanted):
    """One time that contacts are added to an audience. `chosen` is what the list asked for when it was begun. `place`
    is the last contact that was dealt with: it changes with the counts, so that each contact is counted once. Those
    that were sent by a worker that died are there already when they are sent again."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="audience_fills")
    audience_id = models.CharField(max_length=100)
    audience_name = models.CharField(max_length=200)
    list_name = models.CharField(max_length=100)
    chosen = models.JSONField(default=dict)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=FillState, default=FillState.ASKED)
    total = models.PositiveIntegerField(default=0)
    place = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    # By us: without an address, named twice, or known to want no mail or not to be reached.
    left_out = models.PositiveIntegerField(default=0)
    # Whether who is there already gets the name that they have here, and how many did.
    updates_names = models.BooleanField(default=False, db_default=False)
    renamed = models.PositiveIntegerField(default=0, db_default=0)
    refused = models.PositiveIntegerField(default=0)
    # The first reasons of the other side, each once.
    reasons = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.list_name} to {self.audience_name}"
