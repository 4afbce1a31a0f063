"""Base 64 as the web writes it: URL-safe, without padding."""

import base64
import binascii


def encoded(data: bytes) -> str:
    """The bytes as text."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes of the text, with or without padding. Raises ValueError."""
    try:
        stripped = text.strip().rstrip("=")
        return base64.b64decode(stripped + "=" * (-len(stripped) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("this is not URL-safe base 64") from error
