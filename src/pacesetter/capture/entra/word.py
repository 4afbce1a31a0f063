"""What an access token for our own application says, once it is certain who says it. Pure.

Microsoft's rules for those who take such tokens: signature by a key of the tenant, issuer, audience, times, and the
scope; who it is are `tid` and `oid` together, never an address.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jwt

SCOPE = "Activity.Write"
LOG_IN = "https://login.microsoftonline.com"
# With the scope `profile`, which is asked for with every token, at least the first.
_ADDRESSES = ("preferred_username", "upn", "email")
_LEEWAY = 60  # seconds that two clocks may differ


class Untrusted(Exception):
    """The token is none for us. The text is for the log."""


class UnknownKey(Untrusted):
    """The key that signed it is not among those that are known."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a token says that it is for and from, before anything of it is believed."""

    tenant_id: uuid.UUID
    client_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Person:
    """Who a token is about. `addresses` are what it calls them by, in lower case: these change and are given to others,
    so they never tell who it is, only who it can't be."""

    tenant_id: uuid.UUID
    object_id: uuid.UUID
    addresses: frozenset[str] = frozenset()


def addressed(token: str) -> Addressed:
    """Read, without belief, which tenant and application to look up. Raises `Untrusted`."""
    try:
        said = jwt.decode(token, options={"verify_signature": False})
        return Addressed(uuid.UUID(str(said["tid"])), uuid.UUID(str(said["aud"])))
    except (jwt.PyJWTError, KeyError, ValueError, TypeError) as error:
        raise Untrusted(f"this is no access token of ours: {error}") from error


def person_of(token: str, keys: Sequence[Mapping[str, Any]], *, tenant_id: uuid.UUID, client_id: uuid.UUID) -> Person:
    """Who the token is about. Raises `UnknownKey` where the tenant may have a newer key, and `Untrusted` for everything
    else that is not as it must be."""
    try:
        header = jwt.get_unverified_header(token)
        # One algorithm and no other: "none", and those with a shared secret, let anybody sign.
        if header.get("alg") != "RS256":
            raise Untrusted(f"it is signed by {header.get('alg')!r}")
        said = jwt.decode(
            token,
            _key(keys, header.get("kid")),
            algorithms=["RS256"],
            audience=str(client_id),
            issuer=f"{LOG_IN}/{tenant_id}/v2.0",
            leeway=_LEEWAY,
            options={"require": ["iss", "aud", "exp", "nbf", "iat", "tid", "oid", "scp"]},
        )
        addresses = frozenset(str(said[name]).strip().lower() for name in _ADDRESSES if said.get(name))
        person = Person(uuid.UUID(str(said["tid"])), uuid.UUID(str(said["oid"])), addresses)
    except (jwt.PyJWTError, ValueError) as error:
        raise Untrusted(str(error)) from error
    if person.tenant_id != tenant_id:
        raise Untrusted("it is of another tenant")
    if SCOPE not in str(said["scp"]).split():
        raise Untrusted("it does not allow to log activities")
    if str(said.get("azp", client_id)).lower() != str(client_id):
        raise Untrusted("it was given to another application")
    return person


def _key(keys: Sequence[Mapping[str, Any]], kid: object) -> Any:
    for one in keys:
        if kid and one.get("kid") == kid and one.get("kty") == "RSA" and one.get("use", "sig") == "sig":
            return jwt.PyJWK(dict(one), algorithm="RS256").key
    raise UnknownKey("the key that signed it is not known")
