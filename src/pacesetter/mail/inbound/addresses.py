"""Addresses at which the product takes mail."""

import re
import secrets
from typing import NamedTuple

from django.conf import settings

# Letters and digits alone, since mail programs change the case of addresses, and some servers of what is in them.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_TOKEN_LENGTH = 24  # 31 ** 24 is more than 2 ** 118
_FORM = re.compile(r"([a-z]+)\+([a-z0-9]{8,64})@([^@\s]+)")


class Target(NamedTuple):
    """Which room mail is for, and which row of it."""

    route: str
    token: str


def new_token() -> str:
    """A token that nobody guesses."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(_TOKEN_LENGTH))


def takes_mail() -> bool:
    """Whether this installation takes mail at all."""
    return bool(settings.INBOUND_DOMAIN)


def address_of(route: str, token: str) -> str:
    """The address with which mail reaches this row. Raises `RuntimeError` where the installation takes none."""
    if not takes_mail():
        raise RuntimeError("no domain is set for mail that comes in")
    return f"{route}+{token}@{settings.INBOUND_DOMAIN}"


def target_of(address: str) -> Target | None:
    """Whom mail to this address is for; None for an address that is none of ours."""
    found = _FORM.fullmatch(address.strip().lower())
    if not found or found[3] != settings.INBOUND_DOMAIN.lower():
        return None
    return Target(found[1], found[2])
