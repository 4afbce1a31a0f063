"""Encrypt a message so that only the browser it is for can read it (RFC 8291)."""

import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pacesetter.core.push.encoding import decoded

CURVE = ec.SECP256R1()
# One record of 4096 bytes is all that push services must take: its head is 86 bytes, its end a byte and a tag of 16.
RECORD_SIZE = 4096
LONGEST = RECORD_SIZE - 86 - 1 - 16
_AUTH_BYTES, _SALT_BYTES = 16, 16


class UnusableKeys(ValueError):
    """What a browser gave as its keys are none."""


def encrypted(
    message: bytes,
    *,
    public: str,
    auth: str,
    salt: bytes | None = None,
    sender: ec.EllipticCurvePrivateKey | None = None,
) -> bytes:
    """The body of the request: head and one record of the coding aes128gcm.

    `public` and `auth` are the keys of the subscription (`p256dh` and `auth`), as browsers give them. Salt and the
    sender's key are made anew for each message; only tests give them. Raises `UnusableKeys`, and ValueError for a
    message of more than `LONGEST` bytes.
    """
    if len(message) > LONGEST:
        raise ValueError(f"a message has at most {LONGEST} bytes; got {len(message)}")
    receiver, secret = usable_keys(public, auth)
    salt = secrets.token_bytes(_SALT_BYTES) if salt is None else salt
    sender = sender or ec.generate_private_key(CURVE)
    own = _as_point(sender.public_key())
    info = b"WebPush: info\x00" + _as_point(receiver) + own
    shared = _derived(sender.exchange(ec.ECDH(), receiver), salt=secret, info=info, length=32)
    key = _derived(shared, salt=salt, info=b"Content-Encoding: aes128gcm\x00", length=16)
    nonce = _derived(shared, salt=salt, info=b"Content-Encoding: nonce\x00", length=12)
    head = salt + RECORD_SIZE.to_bytes(4, "big") + len(own).to_bytes(1, "big") + own
    # 2 marks the last record.
    return head + AESGCM(key).encrypt(nonce, message + b"\x02", None)


def usable_keys(public: str, auth: str) -> tuple[ec.EllipticCurvePublicKey, bytes]:
    """The browser's key, and the secret it shares with us. Raises `UnusableKeys`."""
    try:
        receiver = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(public))
        secret = decoded(auth)
    except ValueError as error:
        raise UnusableKeys("the subscription's public key is no point of P-256") from error
    if len(secret) != _AUTH_BYTES:
        raise UnusableKeys(f"the subscription's secret has {len(secret)} bytes in place of {_AUTH_BYTES}")
    return receiver, secret


def _as_point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
