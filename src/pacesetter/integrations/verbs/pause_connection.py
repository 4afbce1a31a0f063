"""Let a connection rest, and take it up again."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.working import revive
from pacesetter.people.models import Member
from pacesetter.people.verbs.settle import settle

_IN_USE = (ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION)


def pause_connection(connection: Connection, *, by: Member | None) -> Connection:
    """Send nothing from now on; what should be sent waits. Raises `NotAllowed`, and a `Refusal` for one that is not in
    use."""
    return _set(connection, by, _IN_USE, ConnectionState.PAUSED, "connection.paused")


def resume_connection(connection: Connection, *, by: Member | None) -> Connection:
    """Take it up again, with what waited. Raises `NotAllowed`, and a `Refusal` for one that is not paused."""
    return _set(connection, by, (ConnectionState.PAUSED,), ConnectionState.CONNECTED, "connection.resumed")


def _set(
    connection: Connection, by: Member | None, of: tuple[ConnectionState, ...], to: ConnectionState, verb: str
) -> Connection:
    rules.may_change(by, connection.owner_id)
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=connection.pk)
        if row.state not in of:
            raise Refusal(_("The connection has changed meanwhile. Look at it again."), code="state")
        before, row.state = row.state, to
        row.save(update_fields=["state"])
        settle(verb, ("connection", row.pk), by=by, before={"state": before}, after={"state": to.value})
        if to == ConnectionState.CONNECTED:
            revive(row)
    return row
