"""What went out to a connection lately."""

from django.db import models

from pacesetter.integrations.models.connection import Connection
from pacesetter.tenancy.models import Tenanted


class RateGate(Tenanted):
    """One for each connection; `state` is what `gates/rules.py` keeps. The row's lock is the gate."""

    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, related_name="gate")
    state = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"gate of {self.connection_id}"
