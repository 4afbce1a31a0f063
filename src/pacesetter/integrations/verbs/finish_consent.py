"""Somebody has consented on the other side, and comes back with a code."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection, ConnectionState, SentRequest
from pacesetter.integrations.oauth.consent import change_code
from pacesetter.integrations.provider import Checked
from pacesetter.integrations.secrets_of import put_secrets, readable_secrets, secrets_of
from pacesetter.integrations.verbs import rules
from pacesetter.integrations.verbs.check_connection import asked_who_we_are, check_connection, taken_into_use
from pacesetter.integrations.working import note_failure
from pacesetter.people.models import Member
from pacesetter.people.oidc import Asked

_TOKENS = ("access_token", "refresh_token")


def finish_consent(connection: Connection, *, by: Member | None, code: str, asked: Asked, back_to: str) -> Connection:
    """Change the code for tokens, keep them, and take the connection into use. The caller has compared the state.

    Where the connection has an account already, the tokens of before stay until the new ones are known to reach it.
    Raises what `check_connection` raises, and a `Refusal` where the consent is for another account.
    """
    rules.may_change(by, connection.owner_id)
    if connection.account_id and connection.state in (ConnectionState.CONNECTED, ConnectionState.NEEDS_ATTENTION):
        return _consented_again(connection, by=by, code=code, asked=asked, back_to=back_to)
    try:
        change_code(connection, code, asked, back_to=back_to)
    except Failure as failure:
        note_failure(connection, failure)
        raise
    return check_connection(connection, by=by)


def _consented_again(connection: Connection, *, by: Member | None, code: str, asked: Asked, back_to: str) -> Connection:
    trial = _trial_of(connection)
    try:
        change_code(trial, code, asked, back_to=back_to)
        found = asked_who_we_are(trial)
        _same_account(connection, found)
        # It may have renewed its tokens on the way.
        trial.refresh_from_db()
        with transaction.atomic():
            row = Connection.objects.select_for_update().get(pk=connection.pk)
            new = {name: value for name, value in secrets_of(trial).items() if name in _TOKENS}
            put_secrets(row, {**readable_secrets(row), **new})
            if "granted" in trial.settings:
                row.settings = {**row.settings, "granted": trial.settings["granted"]}
            row.token_expires_at, row.refreshing_by, row.refreshing_until = trial.token_expires_at, "", None
            return taken_into_use(row, found, by)
    except Failure as failure:
        if connection.state != ConnectionState.CONNECTED:
            # One that works goes on with the tokens that it has.
            note_failure(connection, failure)
        raise
    finally:
        SentRequest.objects.filter(connection=trial).update(connection=connection)
        trial.delete()


def _trial_of(connection: Connection) -> Connection:
    """A connection that is not finished, with the same settings and no tokens. One that a killed process left behind
    is forgotten with the next beginning."""
    trial = Connection(
        provider=connection.provider,
        way=connection.way,
        owner_id=connection.owner_id,
        mode=connection.mode,
        settings=connection.settings,
        created_at=clock.now(),
    )
    put_secrets(trial, {name: value for name, value in readable_secrets(connection).items() if name not in _TOKENS})
    trial.save(force_insert=True)
    return trial


def _same_account(connection: Connection, found: Checked) -> None:
    names = {account.id: account.name for account in found.accounts}
    if not names or connection.account_id in names:
        return
    words = {"other": next(iter(names.values())), "known": connection.account_name}
    raise Refusal(
        _(
            "You consented for %(other)s, and this connection is for %(known)s. Nothing has changed. Log out there, "
            "and connect again as somebody of %(known)s; or connect %(other)s by itself."
        )
        % words,
        code="other_account",
    )
