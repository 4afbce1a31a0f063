"""Times of day and the zone written behind them."""

import re
from datetime import UTC, time, timedelta, timezone, tzinfo

from pacesetter.imports.problems import ProblemKind
from pacesetter.imports.values.cell import BadValue

_TIME = re.compile(
    r"^(?:at\s+|um\s+)?(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*([ap])?(?:\.?m\.?)?\s*"
    r"(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


def time_of(text: str) -> tuple[time, tzinfo | None]:
    """The time of day and, where one is written, its zone. Raises `BadValue`."""
    match = _TIME.match(text.strip())
    if not match or (match[2] is None and match[5] is None):
        raise BadValue(ProblemKind.NOT_A_TIME, text)
    hour = int(match[1])
    if match[5]:
        if not 1 <= hour <= 12:
            # Some exports write 14:30 PM.
            if not 13 <= hour <= 23 or match[5].lower() == "a":
                raise BadValue(ProblemKind.NOT_A_TIME, text)
        else:
            hour = hour % 12 + (12 if match[5].lower() == "p" else 0)
    try:
        return time(hour, int(match[2] or 0), int(match[3] or 0)), _zone(match[6])
    except ValueError:
        raise BadValue(ProblemKind.NOT_A_TIME, text) from None


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = _OFFSET.search(text)
    if not match:
        return UTC
    away = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-away if match[1] == "-" else away)
