"""End a connection."""

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle


def disconnect(connection: Connection, *, by: Member | None) -> Connection:
    """Forget the secrets and send nothing more. What is linked is kept: whoever connects the same account again finds
    it, and nothing is made twice. One that was never finished is forgotten altogether. Raises `NotAllowed`."""
    rules.may_change(by, connection.owner_id)
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        if row.state == ConnectionState.BEGUN:
            row.delete()
            return row
        row.state, row.ended_at, row.secrets = ConnectionState.ENDED, clock.now(), ""
        row.fault_kind, row.fault, row.fault_at, row.token_expires_at = "", "", None, None
        row.save()
        provider_of(row.provider).disconnected(row)
        settle("connection.ended", ("connection", row.pk), by=by, before=rules.told(row))
    return row
