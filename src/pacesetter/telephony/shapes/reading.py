"""Pieces that several forms are read with."""

import json
from datetime import UTC, datetime
from typing import Any

from pacesetter.telephony.shapes.shape import Unreadable

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# Far from where adding a day to a moment, or turning it into another zone, fails.
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
# The longest call that is believed: beyond it a clock or a unit is wrong (milliseconds, say).
LONGEST = 24 * 3600


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object in the body. Raises `Unreadable`."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("the body is no JSON") from error
    if not isinstance(found, dict):
        raise Unreadable("the body is no JSON object")
    return found


def text(value: object, name: str, *, longest: int = 200) -> str:
    """A text or a number as text; empty for nothing. Raises `Unreadable`."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Unreadable(f"{name} is no text")
    found = str(value)
    # JSON can name halves of characters, which no text in UTF-8 has.
    if len(found) > longest or "\x00" in found or any("\ud800" <= one <= "\udfff" for one in found):
        raise Unreadable(f"{name} is too long, or holds what no text can")
    return found.strip()


def needed(value: object, name: str) -> str:
    """The same where it must be there."""
    found = text(value, name)
    if not found:
        raise Unreadable(f"{name} is missing")
    return found


def moment(value: object, name: str) -> datetime | None:
    """A moment from seconds since 1970 or from ISO 8601 with its offset; None for nothing. Raises `Unreadable`."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = datetime.fromtimestamp(value, UTC)
        elif isinstance(value, str):
            found = datetime.fromisoformat(value)
        else:
            raise ValueError
    except (ValueError, OverflowError, OSError):
        raise Unreadable(f"{name} is no moment: give ISO 8601 with an offset, or seconds since 1970") from None
    if found.tzinfo is None:
        raise Unreadable(f"{name} has no offset from UTC")
    return sensible(found, name)


def sensible(found: datetime, name: str) -> datetime:
    """The aware moment in UTC, where a call can have been then. Raises `Unreadable`."""
    if found < _EARLIEST:
        raise Unreadable(f"{name} is before there was this product")
    if found > _LATEST:
        raise Unreadable(f"{name} is too far in the future")
    return found.astimezone(UTC)


def seconds(value: object, name: str) -> int:
    """A whole number of seconds, 0 for nothing. Raises `Unreadable`."""
    try:
        found = int(str(value)) if value not in (None, "") else 0
    except ValueError:
        raise Unreadable(f"{name} is no whole number of seconds") from None
    if not 0 <= found <= LONGEST:
        raise Unreadable(f"{name} is no length of a call in seconds")
    return found
