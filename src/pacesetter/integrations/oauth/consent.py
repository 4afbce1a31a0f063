"""Where the browser is sent to consent, and what its code is changed for."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from pacesetter.core import clock
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.asking import asked_for_tokens
from pacesetter.integrations.oauth.client import client_of
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import put_secrets, readable_secrets
from pacesetter.integrations.sending import Sender
from pacesetter.people.oidc import Asked


def consent_address(connection: Connection, asked: Asked, *, back_to: str) -> str:
    """Where the browser is sent. `back_to` is the address it comes back to, as it is registered there. Raises
    `Failure`."""
    client = client_of(connection)
    way = client.way
    url = way.authorize_url.format(**client.settings)
    query = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": back_to,
        **({"scope": " ".join(client.scopes)} if client.scopes else {}),
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
    connection.save(update_fields=["settings", "secrets", "token_expires_at", "refreshing_by", "refreshing_until"])


def keep_tokens(connection: Connection, tokens: Mapping[str, Any]) -> None:
    """Put tokens into the row, both at once; saving is the caller's. Where no new refresh token came, the old one
    stays good (RFC 6749, section 6)."""
    secrets = readable_secrets(connection)
    secrets["access_token"] = str(tokens["access_token"])
    if tokens.get("refresh_token"):
        secrets["refresh_token"] = str(tokens["refresh_token"])
    put_secrets(connection, secrets)
    provider = provider_of(connection.provider)
    keeps = provider.oauth is not None and provider.oauth.keeps_tokens
    life = None if keeps else provider.token_life(tokens)
    if provider.has_app and isinstance(tokens.get("scope"), str):
        # People may leave out a part of what they are asked for; the check says what that means.
        connection.settings = {**connection.settings, "granted": tokens["scope"]}
    connection.token_expires_at = clock.now() + life if life else None
    connection.refreshing_by, connection.refreshing_until = "", None
