"""Secrets at rest: sealed by a key of a ring, and bound to the place where they belong.

AES-256 in GCM (NIST SP 800-38D) with a random nonce of 96 bits. What a secret is bound to is associated data, so
a sealed text that is copied into another organisation's row opens nothing.
"""

import base64
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12  # bytes
KEY_BYTES = 32
_FORM = re.compile(r"([a-z0-9]{1,16})\.([A-Za-z0-9_-]+)")


class Unsealable(ValueError):
    """The text was sealed with a key that is not in the ring, for another place, or has been changed."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by their short names. `current` seals; all of them open. At least one key (ValueError)."""

    keys: Mapping[str, bytes]
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError(f"the ring has no key {self.current!r}")
        for name, key in self.keys.items():
            if len(key) != KEY_BYTES or not re.fullmatch(r"[a-z0-9]{1,16}", name):
                raise ValueError(f"a key has {KEY_BYTES} bytes and a short name of letters and digits; got {name!r}")

    def __repr__(self) -> str:
        # Keys must not get into logs and error pages.
        return f"<KeyRing {', '.join(self.keys)}; seals with {self.current}>"

    def seal(self, text: str, *, bound_to: str) -> str:
        """The text, unreadable: `key.nonce and ciphertext`, in letters that fit anywhere."""
        nonce = secrets.token_bytes(_NONCE)
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, text.encode(), bound_to.encode())
        return f"{self.current}.{base64.urlsafe_b64encode(nonce + sealed).decode().rstrip('=')}"

    def unseal(self, sealed: str, *, bound_to: str) -> str:
        """What was sealed for this place. Raises `Unsealable`."""
        name = key_of(sealed)
        if name not in self.keys:
            raise Unsealable(f"there is no key {name!r} in the ring")
        encoded = sealed.partition(".")[2]
        try:
            data = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
            return AESGCM(self.keys[name]).decrypt(data[:_NONCE], data[_NONCE:], bound_to.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise Unsealable("it was sealed for another place, or has been changed") from error


def key_of(sealed: str) -> str:
    """The short name of the key that sealed this. Raises `Unsealable` for what was never sealed."""
    found = _FORM.fullmatch(sealed)
    if not found:
        raise Unsealable("this is no sealed text")
    return found[1]


def new_key() -> tuple[str, bytes]:
    """A key and its short name, both at random."""
    return secrets.token_hex(4), secrets.token_bytes(KEY_BYTES)


def read_ring(text: str) -> KeyRing:
    """The ring from `name:key` pairs, one a line or separated by commas, keys in URL-safe base 64. The first one seals.

    Raises ValueError with what is wrong; the message never holds a key.
    """
    keys = dict(_pairs(text))
    if not keys:
        raise ValueError("there is no key")
    return KeyRing(keys, next(iter(keys)))


def written_ring(ring: KeyRing) -> str:
    """The ring as `read_ring` reads it, the current key first."""
    names = [ring.current, *(name for name in ring.keys if name != ring.current)]
    return "\n".join(f"{name}:{base64.urlsafe_b64encode(ring.keys[name]).decode()}" for name in names) + "\n"


def _pairs(text: str) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(re.split(r"[\n,]", text), 1):
        if not part.strip():
            continue
        name, colon, encoded = part.strip().partition(":")
        try:
            yield name, base64.b64decode(encoded, altchars=b"-_", validate=True)
        except ValueError:
            raise ValueError(f"pair {number} ({name if colon else 'without a name'}) holds no key") from None
