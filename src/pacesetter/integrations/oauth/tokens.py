"""Renew an access token: one worker asks, the others wait for what it gets.

Refresh tokens rotate: a second worker that sends the old one gets nothing, and at several vendors ends the consent. The
lock is a lease in the row and not the row's own lock, which would have to be held while the network is waited for.
"""

import secrets as randomness
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from pacesetter.core import clock
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates import gate
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.asking import asked_for_tokens
from pacesetter.integrations.oauth.consent import keep_tokens
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.sending import Sender

# A token that ends while the request is under way is as good as none.
_MARGIN = timedelta(seconds=90)
# More than a request to the token endpoint may take.
_LEASE = timedelta(seconds=60)
_LOOKS = 40
_BETWEEN = 0.25  # seconds


def with_fresh_token(connection: Connection, sender: Sender, *, even_if_good: bool = False) -> Connection:
    """The connection with an access token that is good for a while. With `even_if_good` a new one whatever its time:
    unless somebody else has fetched one since this row was read.

    Raises `Failure`: of the authorisation where the consent is gone.
    """
    if connection.way != "oauth" or (_is_good(connection) and not even_if_good):
        return connection
    old = secrets_of(connection).get("access_token", "")
    for _look in range(_LOOKS):
        token = randomness.token_hex(8)
        if _taken(connection, token):
            return _renewed(connection, token, old, sender)
        gate.sleep(_BETWEEN)
        connection = Connection.objects.get(pk=connection.pk)
        if secrets_of(connection).get("access_token", "") != old and _is_good(connection):
            return connection
    raise Failure(FailureKind.TEMPORARY, "Another worker is renewing the consent.", retry_after=timedelta(seconds=15))


def _is_good(connection: Connection) -> bool:
    return connection.token_expires_at is None or connection.token_expires_at - _MARGIN > clock.now()


def _taken(connection: Connection, token: str) -> bool:
    now = clock.now()
    free = Q(refreshing_until=None) | Q(refreshing_until__lt=now)
    mine = Connection.objects.filter(free, pk=connection.pk)
    return bool(mine.update(refreshing_by=token, refreshing_until=now + _LEASE))


def _renewed(connection: Connection, token: str, old: str, sender: Sender) -> Connection:
    row = Connection.objects.get(pk=connection.pk)
    kept = secrets_of(row)
    if kept.get("access_token", "") != old and _is_good(row):
        # Somebody renewed it between our look and our turn.
        _let_go(row, token)
        return row
    refresh_token = kept.get("refresh_token", "")
    if not refresh_token:
        _let_go(row, token)
        raise Failure(FailureKind.AUTHORISATION, "The consent has ended, and there is nothing to renew it with.")
    try:
        tokens = asked_for_tokens(row, {"grant_type": "refresh_token", "refresh_token": refresh_token}, sender)
    except Failure:
        _let_go(row, token)
        raise
    with transaction.atomic():
        row = Connection.objects.select_for_update().get(pk=row.pk)
        if row.refreshing_by == token:
            keep_tokens(row, tokens)
            row.save(update_fields=["settings", "secrets", "token_expires_at", "refreshing_by", "refreshing_until"])
    return row


def _let_go(connection: Connection, token: str) -> None:
    Connection.objects.filter(pk=connection.pk, refreshing_by=token).update(refreshing_by="", refreshing_until=None)
