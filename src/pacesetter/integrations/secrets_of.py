"""The secrets of a connection or an app: sealed together, opened together."""

import json
from collections.abc import Mapping

from django.db.models import QuerySet

from pacesetter.core.sealing import Unsealable
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import Connection, ConnectionState, OAuthApp
from pacesetter.tenancy.sealed import opened, seal_into


def secrets_of(connection: Connection | OAuthApp) -> dict[str, str]:
    """The secrets by name. Raises `Failure` where they were sealed with keys that are gone: only connecting anew
    helps then."""
    try:
        found: dict[str, str] = json.loads(opened(connection, "secrets") or "{}")
    except Unsealable as error:
        raise Failure(
            FailureKind.AUTHORISATION, "The kept secrets can't be opened with the keys of this installation."
        ) from error
    return found


def readable_secrets(connection: Connection | OAuthApp) -> dict[str, str]:
    """The same for whoever is about to give new ones: what can't be opened is as good as none."""
    try:
        return secrets_of(connection)
    except Failure:
        return {}


def forget_secrets(ended: QuerySet[Connection]) -> None:
    """Forget those of connections that have ended. One that came back meanwhile keeps its new ones."""
    ended.filter(state=ConnectionState.ENDED).update(secrets="", token_expires_at=None)


def put_secrets(connection: Connection | OAuthApp, secrets: Mapping[str, str]) -> None:
    """Seal these, and nothing else, into the row; saving is the caller's."""
    kept = {name: value for name, value in secrets.items() if value}
    seal_into(connection, "secrets", json.dumps(kept) if kept else "")
