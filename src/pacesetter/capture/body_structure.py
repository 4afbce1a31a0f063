"""Find the calendar part of a mail by what an IMAP server says of its structure (RFC 3501, section 7.4.2). Pure."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pacesetter.core.written_numbers import written_number

_TOKEN = re.compile(rb'\(|\)|"(?:[^"\\]|\\.)*"|[^\s()"]+')
_KINDS = {("text", "calendar"), ("application", "ics")}
_METHODS = {"reply", "counter", "refresh"}
# An answer has a few kB; see `itip.read`.
MOST_BYTES = 512 * 1024
_DEEPEST = 30


class CalendarPlace(NamedTuple):
    """Where in the mail it is, and how it is encoded there."""

    number: str
    encoding: str


def calendar_place(structure: bytes) -> CalendarPlace | None:
    """The first part that may be an answer of a calendar; None where there is none, or none that makes sense."""
    at = re.search(rb"BODYSTRUCTURE \(", structure, re.IGNORECASE)
    if at is None:
        return None
    tree = _tree(structure[at.end() - 1 :])
    return next(_places(tree, ""), None) if tree is not None else None


def _tree(text: bytes) -> list[Any] | None:
    open_lists: list[list[Any]] = []
    for found in _TOKEN.finditer(text):
        token = found[0]
        if token == b"(":
            open_lists.append([])
            if len(open_lists) > _DEEPEST:
                return None
        elif token == b")":
            closed = open_lists.pop() if open_lists else None
            if closed is None or not open_lists:
                return closed
            open_lists[-1].append(closed)
        elif open_lists:
            open_lists[-1].append(token.strip(b'"').decode("ascii", "replace").lower())
    return None


def _places(body: list[Any], number: str) -> Iterator[CalendarPlace]:
    if body and isinstance(body[0], list):
        parts = body[: next((at for at, one in enumerate(body) if not isinstance(one, list)), len(body))]
        for place, part in enumerate(parts, start=1):
            yield from _places(part, f"{number}.{place}" if number else str(place))
        return
    if len(body) < 7 or not isinstance(body[0], str) or not isinstance(body[1], str):
        return
    method = _parameter(body[2], "method")
    size = written_number(body[6]) if isinstance(body[6], str) else 0
    if (body[0], body[1]) in _KINDS and (not method or method in _METHODS) and size is not None and size <= MOST_BYTES:
        yield CalendarPlace(number or "1", str(body[5]))


def _parameter(given: Any, name: str) -> str:
    if not isinstance(given, list):
        return ""
    pairs = dict(zip(given[::2], given[1::2], strict=False))
    return str(pairs.get(name, ""))
