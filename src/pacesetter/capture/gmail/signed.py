"""What a token that Google has signed says (OpenID Connect ID tokens): of the add-on's calls, and of Pub/Sub's."""

from typing import Any

import jwt

from pacesetter.capture.gmail.keys import key_with

_ISSUERS = ["https://accounts.google.com", "accounts.google.com"]
# The one that Google signs with. None but it: a token must not choose how it is verified.
_ALGORITHMS = ["RS256"]
_LEEWAY = 30  # seconds that two clocks may differ


class TokenRefused(Exception):
    """The token is not what it must be. The text is for the log alone."""


def claims_of(token: str, *, audience: str) -> dict[str, Any]:
    """The claims of a token that Google made for this very audience, and that holds now. Raises `TokenRefused`; may
    raise `KeysUnavailable`."""
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


def made_for_account(token: str, account: str, *, audience: str) -> None:
    """Raise `TokenRefused` unless this service account was given the token for this very audience; may raise
    `KeysUnavailable`."""
    claims = claims_of(token, audience=audience)
    if claims.get("email") != account or claims.get("email_verified") is not True:
        raise TokenRefused("the caller is not the service account that was named")
