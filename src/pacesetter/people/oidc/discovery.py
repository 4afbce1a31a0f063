"""What a provider says about itself (OpenID Connect Discovery 1.0)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from pacesetter.core.http import GuardedClient
from pacesetter.people.oidc.errors import ProviderFailed
from pacesetter.people.oidc.fetching import fetched_json
from pacesetter.people.oidc.request import Asked


@dataclass(frozen=True)
class Provider:
    """The addresses of a provider. `posts_secret`: its token endpoint takes the client's secret in the form only."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    posts_secret: bool

    def log_in_address(self, *, client_id: str, redirect_uri: str, asked: Asked) -> str:
        """Where the browser is sent to log in."""
        query = {
            "response_type": "code",
            "scope": "openid email profile",
            "client_id": client_id,
            "redirect_uri": redirect_uri,
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": asked.challenge,
            "code_challenge_method": "S256",
        }
        mark = "&" if urlsplit(self.authorization_endpoint).query else "?"
        return f"{self.authorization_endpoint}{mark}{urlencode(query)}"


def discover(http: GuardedClient, issuer: str) -> Provider:
    """Ask the issuer. What it calls itself may differ by a slash at the end, and is what counts from then on.

    Raises `ProviderFailed` where it can't be reached, calls itself something else, or leaves an address out.
    """
    said = fetched_json(http, "GET", issuer.rstrip("/") + "/.well-known/openid-configuration")
    own = str(said.get("issuer", ""))
    if own.rstrip("/") != issuer.rstrip("/"):
        raise ProviderFailed(f"the provider calls itself {own!r}")
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        issuer=own,
        authorization_endpoint=_address(said, "authorization_endpoint", own),
        token_endpoint=_address(said, "token_endpoint", own),
        jwks_uri=_address(said, "jwks_uri", own),
        userinfo_endpoint=_address(said, "userinfo_endpoint", own) if said.get("userinfo_endpoint") else "",
        posts_secret="client_secret_basic" not in methods,
    )


def _address(said: dict[str, Any], name: str, issuer: str) -> str:
    address = said.get(name)
    # The browser is sent to one of them, so none may be less safe than the issuer itself.
    if not isinstance(address, str) or urlsplit(address).scheme not in {"https", urlsplit(issuer).scheme}:
        raise ProviderFailed(f"the provider names no {name} that can be used")
    return address
