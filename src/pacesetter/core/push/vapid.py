"""Say to push services who is sending (RFC 8292): browsers take messages from the key alone that they subscribed to."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pacesetter.core.push.encoding import decoded, encoded
from pacesetter.core.push.encryption import CURVE

# Services refuse more than 24 hours; half of that leaves room for clocks that differ.
_VALID = timedelta(hours=12)
_BYTES = 32


@dataclass(frozen=True)
class VapidKey:
    """The key by which browsers know us."""

    private: ec.EllipticCurvePrivateKey = field(repr=False)

    @cached_property
    def public(self) -> str:
        """What browsers are given when they subscribe."""
        return encoded(self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def authorization(self, endpoint: str, *, contact: str, now: datetime) -> str:
        """The header `Authorization` of a request to this endpoint. `contact` is a `mailto:` or an `https:` address
        at which the service's makers reach whoever runs this."""
        parts = urlsplit(endpoint)
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int((now + _VALID).timestamp()), "sub": contact}
        return f"vapid t={jwt.encode(claims, self.private, algorithm='ES256')}, k={self.public}"


def new_key() -> str:
    """A key at random, as `read_key` reads it."""
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    return encoded(number.to_bytes(_BYTES, "big"))


def read_key(text: str) -> VapidKey:
    """The key from its 32 bytes in URL-safe base 64. Raises ValueError, whose message never holds the key."""
    data = decoded(text)
    if len(data) != _BYTES:
        raise ValueError(f"a key has {_BYTES} bytes; got {len(data)}")
    return VapidKey(ec.derive_private_key(int.from_bytes(data, "big"), CURVE))
