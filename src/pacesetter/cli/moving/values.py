"""What SQLite keeps and PostgreSQL refuses: signs that stand for nothing. They are left out, which nobody sees."""

import json
import re
from typing import Any

# NUL in a text, and halves of a pair that stand alone.
_NOTHING = re.compile("[\x00\ud800-\udfff]")
# How either is written in JSON; the text may be another's, such as a backslash before "u0000".
_PERHAPS = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")


def as_text(value: Any) -> str:
    text = value if isinstance(value, str) else str(value)
    return _NOTHING.sub("", text) if _NOTHING.search(text) else text


def as_json(value: str) -> str:
    """The same JSON, changed only where PostgreSQL would refuse it."""
    if not _PERHAPS.search(value) and "\x00" not in value:
        return value
    return json.dumps(_cleaned(json.loads(value, strict=False)))


def as_bytes(value: bytes) -> bytes:
    return bytes(value)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _NOTHING.sub("", value)
    if isinstance(value, list):
        return [_cleaned(one) for one in value]
    if isinstance(value, dict):
        return {_NOTHING.sub("", name): _cleaned(one) for name, one in value.items()}
    return value
