"""Whether a call is Google's, and for whom: the two tokens that come with each event (OpenID Connect ID tokens)."""

from dataclasses import dataclass
from typing import Any

import jwt

from pacesetter.addins.gmail.keys import key_with
from pacesetter.capture.gmail.add_on import AddOn

_ISSUERS = ["https://accounts.google.com", "accounts.google.com"]
# The one that Google signs with. None but it: a token must not choose how it is verified.
_ALGORITHMS = ["RS256"]
_LEEWAY = 30  # seconds that two clocks may differ


class TokenRefused(Exception):
    """The token is not what it must be. The text is for the log alone."""


@dataclass(frozen=True, slots=True)
class GoogleUser:
    """Who has the card in front of them. The address is empty where Google has not verified it."""

    subject: str
    email: str


def verify_caller(token: str, add_on: AddOn, *, audience: str) -> None:
    """Raise `TokenRefused` unless the add-on's own service account made the token for this very address; may raise
    `KeysUnavailable`."""
    claims = _claims(token, audience=audience)
    if claims.get("email") != add_on.service_account or claims.get("email_verified") is not True:
        raise TokenRefused("the caller is not the service account of the add-on")


def verify_user(token: str, add_on: AddOn) -> GoogleUser:
    """The user whom the token names to this add-on. Raises `TokenRefused`; may raise `KeysUnavailable`."""
    claims = _claims(token, audience=add_on.client_id)
    if claims.get("azp", add_on.client_id) != add_on.client_id:
        raise TokenRefused("the token was given to another client")
    subject, email = claims["sub"], claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise TokenRefused("the token names nobody")
    is_verified = isinstance(email, str) and claims.get("email_verified") is True
    return GoogleUser(subject, str(email).strip().lower() if is_verified else "")


def _claims(token: str, *, audience: str) -> dict[str, Any]:
    try:
        key_id = jwt.get_unverified_header(token).get("kid")
        key = key_with(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise TokenRefused("no key of Google's has signed it")
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=_ALGORITHMS,
            audience=audience,
            issuer=_ISSUERS,
            leeway=_LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"], "strict_aud": True},
        )
    except jwt.PyJWTError as error:
        raise TokenRefused(str(error)) from error
    return claims
