"""Who the provider says somebody is."""

import base64
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import jwt

from pacesetter.core.http import GuardedClient
from pacesetter.people.oidc.discovery import Provider
from pacesetter.people.oidc.errors import ProviderFailed
from pacesetter.people.oidc.fetching import fetched_json
from pacesetter.people.oidc.request import Asked

# Signatures only by a key that the provider alone has: with a shared secret whoever knows it could be anybody.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_LEEWAY = 60  # seconds that two clocks may differ


@dataclass(frozen=True)
class Identity:
    """Issuer and subject together are who it is; the address is a hint, and counts only where it was verified."""

    issuer: str
    subject: str
    email: str
    email_is_verified: bool


def identify(
    http: GuardedClient,
    provider: Provider,
    *,
    client_id: str,
    client_secret: str,
    redirect_uri: str,
    code: str,
    asked: Asked,
) -> Identity:
    """Change the code for the provider's signed word, and read it.

    Raises `ProviderFailed` where the code is refused, and where signature, issuer, audience, time or nonce are not as
    they must be.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": asked.verifier,
        "client_id": client_id,
    }
    headers = {"Accept": "application/json"}
    if provider.posts_secret:
        form["client_secret"] = client_secret
    else:
        headers["Authorization"] = _basic(client_id, client_secret)
    tokens = fetched_json(http, "POST", provider.token_endpoint, data=form, headers=headers)
    claims = _claims(http, provider, client_id, str(tokens.get("id_token", "")))
    if claims.get("nonce") != asked.nonce:
        raise ProviderFailed("the provider's word is for another log-in")
    if "email" not in claims and provider.userinfo_endpoint:
        claims |= _told_apart(http, provider, claims["sub"], str(tokens.get("access_token", "")))
    email = claims.get("email")
    return Identity(
        issuer=provider.issuer,
        subject=str(claims["sub"]),
        email=email.strip().lower() if isinstance(email, str) else "",
        email_is_verified=claims.get("email_verified") is True,
    )


def _claims(http: GuardedClient, provider: Provider, client_id: str, token: str) -> dict[str, Any]:
    keys = fetched_json(http, "GET", provider.jwks_uri)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(keys, jwt.get_unverified_header(token).get("kid")),
            algorithms=_ALGORITHMS,
            audience=client_id,
            issuer=provider.issuer,
            leeway=_LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as error:
        raise ProviderFailed(f"the provider's word can't be trusted: {error}") from error
    if not claims["sub"] or len(str(claims["sub"])) > 255:
        raise ProviderFailed("the provider names nobody")
    if claims.get("azp", client_id) != client_id:
        raise ProviderFailed("the provider's word was given to another client")
    return claims


def _key(keys: dict[str, Any], wanted: str | None) -> jwt.PyJWK:
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    for key in usable:
        if wanted is not None and key.key_id == wanted:
            return key
    if wanted is None and len(usable) == 1:
        return usable[0]
    raise ProviderFailed("the key that signed the provider's word is not among its keys")


def _told_apart(http: GuardedClient, provider: Provider, subject: str, access_token: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {access_token}"}
    told = fetched_json(http, "GET", provider.userinfo_endpoint, headers=headers)
    if told.get("sub") != subject:
        raise ProviderFailed("the provider told of somebody else")
    return {name: told[name] for name in ("email", "email_verified") if name in told}


def _basic(client_id: str, client_secret: str) -> str:
    # RFC 6749, 2.3.1: both are form-encoded first.
    pair = f"{quote(client_id, safe='')}:{quote(client_secret, safe='')}"
    return "Basic " + base64.b64encode(pair.encode()).decode()
