"""As whom consent is asked for: the connection's own client, or the app that serves every member."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.models import Connection, OAuthApp
from pacesetter.integrations.provider import OAuthWay, Provider
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import secrets_of


@dataclass(frozen=True)
class Client:
    """Its id, its secret, what addresses may name, and what is asked for."""

    id: str
    secret: str = field(repr=False)
    settings: Mapping[str, Any]
    scopes: Sequence[str]
    way: OAuthWay


def client_of(connection: Connection) -> Client:
    """The client for this connection. Raises `Failure` where its provider asks for no consent, or where the app that
    members consent to was taken away."""
    provider = provider_of(connection.provider)
    way = provider.oauth
    if way is None:
        raise Failure(FailureKind.CONFIGURATION, "This provider does not ask for consent.")
    if not provider.has_app:
        secret = secrets_of(connection).get("client_secret", "")
        return Client(str(connection.setting("client_id")), secret, connection.settings, way.scopes, way)
    app = OAuthApp.objects.filter(provider=connection.provider).first()
    if app is None:
        raise Failure(FailureKind.CONFIGURATION, "No app is registered for this organisation any more.")
    settings = {**connection.settings, **app.settings}
    secret = secrets_of(app).get("client_secret", "")
    return Client(str(app.setting("client_id")), secret, settings, scopes_of(provider, app), way)


def scopes_of(provider: Provider, app: OAuthApp) -> list[str]:
    """What members are asked for: what is needed in any case, and what each use that is switched on needs."""
    base = list(provider.oauth.scopes) if provider.oauth else []
    wanted = [scope for key, use in provider.uses.items() if key in app.uses for scope in use.scopes]
    return list(dict.fromkeys([*base, *wanted]))
