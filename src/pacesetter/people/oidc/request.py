"""The secrets of one log-in, kept in the browser's session until it comes back."""

import base64
import hashlib
import secrets
from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """`state` ties the way back to the session, `nonce` the provider's word to this log-in, `verifier` the code to
    whoever asked for it (RFC 7636)."""

    state: str
    nonce: str
    verifier: str

    @property
    def challenge(self) -> str:
        digest = hashlib.sha256(self.verifier.encode("ascii")).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def new_request() -> Asked:
    """Three secrets that nobody can guess."""
    return Asked(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))
