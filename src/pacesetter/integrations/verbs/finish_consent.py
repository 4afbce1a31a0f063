"""Somebody has consented on the other side, and comes back with a code."""

from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.consent import change_code
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.verbs.check_connection import check_connection
from pacesetter.integrations.working import note_failure
from pacesetter.people.models import Member
from pacesetter.people.oidc import Asked


def finish_consent(connection: Connection, *, by: Member | None, code: str, asked: Asked, back_to: str) -> Connection:
    """Change the code for tokens, keep them, and take the connection into use. The caller has compared the state.

    Raises what `check_connection` raises.
    """
    rules.may_change(by, connection.owner_id)
    try:
        change_code(connection, code, asked, back_to=back_to)
    except Failure as failure:
        note_failure(connection, failure)
        raise
    return check_connection(connection, by=by)
