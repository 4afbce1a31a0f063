"""Take secrets out of what is kept of requests and answers. Pure."""

import base64
import json
import re
from collections.abc import Collection
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlencode, urlsplit, urlunsplit

MASK = "***"
LONGEST = 4000  # characters of a body that are kept
_SHORTEST_SECRET = 6
_TELLING = re.compile(
    r"token|secret|passw|api[_-]?key|apikey|authorization|cookie|signature|verifier|assertion|credential"
    r"|^code$|^key$|^clientstate$",
    re.IGNORECASE,
)
# Where others report to us: whoever knows such an address can report. Also as part of another address.
_SLASH = r"(?:\\?/|%2F)"
_OUR_DOORS = re.compile(rf"({_SLASH}inbound{_SLASH}(?:[a-z]+{_SLASH}){{1,2}})[\w-]{{16,}}", re.IGNORECASE)


def redacted(text: str, secrets: Collection[str] = ()) -> str:
    """The text without these secrets, however they are written (as they are, in an address, in base 64), and without
    the secret addresses at which others report to us."""
    text = _OUR_DOORS.sub(rf"\1{MASK}", text)
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) < _SHORTEST_SECRET:
            continue
        for form in {secret, quote(secret, safe=""), quote_plus(secret), *_in_base64(secret), _in_json(secret)}:
            text = text.replace(form, MASK)
    return text


def redacted_body(body: bytes, secrets: Collection[str] = ()) -> str:
    """A body as it may be kept: values of fields whose name tells of a secret are masked, and so are known secrets."""
    text = body.decode("utf-8", "replace").replace("\x00", "")
    try:
        text = json.dumps(_masked(json.loads(text)), ensure_ascii=False)
    except (ValueError, RecursionError):
        text = _masked_form(text)
    text = redacted(text, secrets)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def redacted_address(url: str, secrets: Collection[str] = ()) -> str:
    """An address as it may be kept."""
    parts = urlsplit(url)
    query = urlencode(_masked_pairs(parts.query), safe="*") if parts.query else ""
    host = parts.netloc.rpartition("@")[2]
    return redacted(urlunsplit((parts.scheme, host, parts.path, query, "")), secrets)


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: MASK if _tells(name, one) else _masked(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return value


def _tells(name: str, value: Any) -> bool:
    return isinstance(value, str) and bool(value) and bool(_TELLING.search(name))


def _masked_form(text: str) -> str:
    # Only what is surely a form: a sentence with an equals sign stays as it is.
    if not re.fullmatch(r"[\w.\-%\[\]+~*]+=[^\s<>]*", text):
        return text
    return urlencode(_masked_pairs(text), safe="*")


def _masked_pairs(text: str) -> list[tuple[str, str]]:
    return [(name, MASK if _tells(name, one) else one) for name, one in parse_qsl(text, keep_blank_values=True)]


def _in_base64(secret: str) -> set[str]:
    """The secret inside base 64, whatever stands before it: the part that does not depend on its neighbours."""
    data, found = secret.encode(), set()
    for before in range(3):
        encoded = base64.b64encode(b"\x00" * before + data).decode().rstrip("=")
        # The first characters mix with what stands before, the last ones with what follows.
        inner = encoded[(before * 8 + 5) // 6 : len(encoded) - 1]
        if len(inner) >= _SHORTEST_SECRET:
            found |= {inner, inner.replace("+", "-").replace("/", "_")}
    return found


def _in_json(secret: str) -> str:
    return json.dumps(secret)[1:-1]
