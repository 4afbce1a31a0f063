"""The other side of the encryption, written from RFC 8188 and 8291 for itself: what a browser does with a message."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from pacesetter.core.push.encoding import encoded


@dataclass
class Browser:
    """A subscription with its secrets."""

    private: ec.EllipticCurvePrivateKey
    secret: bytes

    @classmethod
    def new(cls) -> "Browser":
        return cls(ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16))

    @property
    def _point(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def public(self) -> str:
        return encoded(self._point)

    @property
    def auth(self) -> str:
        return encoded(self.secret)

    def read(self, body: bytes) -> bytes:
        """The message. Fails where it is not for this browser, or not as the standards say."""
        salt, record_size, id_length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, record = body[21 : 21 + id_length], body[21 + id_length :]
        assert 17 <= len(record) <= record_size
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = _hmac(self.secret, self.private.exchange(ec.ECDH(), point))
        keying = _hmac(shared, b"WebPush: info\x00" + self._point + sender + b"\x01")
        pseudo_random = _hmac(salt, keying)
        key = _hmac(pseudo_random, b"Content-Encoding: aes128gcm\x00\x01")[:16]
        nonce = _hmac(pseudo_random, b"Content-Encoding: nonce\x00\x01")[:12]
        padded = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\x00")
        assert padded.endswith(b"\x02")
        return padded[:-1]


def _hmac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()
