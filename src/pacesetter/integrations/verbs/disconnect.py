"""End a connection."""

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.verbs import rules
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle


def disconnect(connection: Connection, *, by: Member | None) -> Connection:
    """Forget the secrets and send nothing more. What is set up there to report to us is taken away first, by a job,
    also where the connection was paused or did not work. What is linked is kept: whoever connects the same account
    again finds it, and nothing is made twice. One that was never finished is forgotten altogether. Raises `NotAllowed`.
    """
    rules.may_change(by, connection.owner_id)
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        if row.state == ConnectionState.BEGUN:
            row.delete()
            return row
        provider = provider_of(row.provider)
        if not provider.takes_leave(row):
            row.secrets, row.token_expires_at = "", None
        row.state, row.ended_at = ConnectionState.ENDED, clock.now()
        row.fault_kind, row.fault, row.fault_at = "", "", None
        row.save()
        provider.disconnected(row)
        settle("connection.ended", ("connection", row.pk), by=by, before=rules.told(row))
    return row
