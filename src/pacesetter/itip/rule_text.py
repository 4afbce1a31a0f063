"""The rule of a recurring meeting as calendars write it (RFC 5545, section 3.8.5.3)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from icalendar import vRecur

from pacesetter.itip.recurrence import WEEKDAYS, Recurrence


def rule_parts(recurrence: Recurrence, starts: Sequence[datetime]) -> dict[str, Any]:
    """The parts of an RRULE, of a meeting that starts at these moments."""
    rule: dict[str, Any] = {"freq": str(recurrence.frequency)}
    if recurrence.interval > 1:
        rule["interval"] = recurrence.interval
    if recurrence.weekdays:
        rule["byday"] = [f"{recurrence.position or ''}{WEEKDAYS[day]}" for day in sorted(recurrence.weekdays)]
    if recurrence.count is not None:
        rule["count"] = recurrence.count
    else:
        # In UTC, as it must be where DTSTART has a zone (RFC 5545, section 3.3.10): the last start itself.
        rule["until"] = (starts[-1] if starts else datetime.min.replace(tzinfo=UTC)).astimezone(UTC)
    return rule


def rule_text(recurrence: Recurrence, starts: Sequence[datetime]) -> str:
    """The same as text, such as "FREQ=WEEKLY;COUNT=5"."""
    text: str = vRecur(rule_parts(recurrence, starts)).to_ical().decode()  # type: ignore[no-untyped-call]
    return text
