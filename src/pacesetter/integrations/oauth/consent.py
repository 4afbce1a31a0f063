"""Where the browser is sent to consent, and what its code is changed for."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from pacesetter.core import clock
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.asking import asked_for_tokens
from pacesetter.integrations.provider import OAuthWay
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import put_secrets, secrets_of
from pacesetter.integrations.sending import Sender
from pacesetter.people.oidc import Asked


def way_of(connection: Connection) -> OAuthWay:
    """How this connection's provider asks for consent. Raises `Failure` where it does not."""
    way = provider_of(connection.provider).oauth
    if way is None:
        raise Failure(FailureKind.CONFIGURATION, "This provider does not ask for consent.")
    return way


def consent_address(connection: Connection, asked: Asked, *, back_to: str) -> str:
    """Where the browser is sent. `back_to` is the address it comes back to, as it is registered there."""
    way = way_of(connection)
    url = way.authorize_url.format(**connection.settings)
    query = {
        "response_type": "code",
        "client_id": connection.setting("client_id"),
        "redirect_uri": back_to,
        **({"scope": " ".join(way.scopes)} if way.scopes else {}),
        "state": asked.state,
        "code_challenge": asked.challenge,
        "code_challenge_method": "S256",
        **way.extra,
    }
    return f"{url}{'&' if urlsplit(url).query else '?'}{urlencode(query)}"


def change_code(connection: Connection, code: str, asked: Asked, *, back_to: str) -> None:
    """Change the code for tokens, and keep them. Raises `Failure`."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to,
        "code_verifier": asked.verifier,
    }
    with Sender() as sender:
        tokens = asked_for_tokens(connection, form, sender)
    keep_tokens(connection, tokens)
    connection.save(update_fields=["secrets", "token_expires_at", "refreshing_by", "refreshing_until"])


def keep_tokens(connection: Connection, tokens: Mapping[str, Any]) -> None:
    """Put tokens into the row, both at once; saving is the caller's. Where no new refresh token came, the old one
    stays good (RFC 6749, section 6)."""
    secrets = secrets_of(connection)
    secrets["access_token"] = str(tokens["access_token"])
    if tokens.get("refresh_token"):
        secrets["refresh_token"] = str(tokens["refresh_token"])
    put_secrets(connection, secrets)
    life = None if way_of(connection).keeps_tokens else provider_of(connection.provider).token_life(tokens)
    connection.token_expires_at = clock.now() + life if life else None
    connection.refreshing_by, connection.refreshing_until = "", None
