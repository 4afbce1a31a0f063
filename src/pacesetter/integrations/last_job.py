"""The last job of a connection that was disconnected: leave nothing behind there, then forget the secrets."""

from collections.abc import Callable

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.secrets_of import forget_secrets
from pacesetter.integrations.working import working_with
from pacesetter.jobs import RunningJob


def leave_for_good(job: RunningJob, *, about: str, leave: Callable[[Connection, Caller], None]) -> None:
    """Let `leave` end there what was set up. One that is in use again keeps all of it."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    if connection.state != ConnectionState.ENDED:
        return
    with working_with(connection), Caller(connection, about=about, stay=job.stay, is_last=True) as caller:
        leave(connection, caller)
    forget_secrets(Connection.objects.filter(pk=connection.pk))
