"""Series as a CalDAV server reads them: what each guest sees of each occurrence."""

from datetime import UTC, datetime
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from icalendar import Calendar


def seen_by_guests(calendar: Calendar, owner: str) -> dict[datetime, dict[str, tuple[Any, ...]]]:
    """Of each occurrence (of a single event its start) what each guest sees of it."""
    events: list[Any] = list(calendar.walk("VEVENT"))
    whole = next(one for one in events if "RECURRENCE-ID" not in one)
    own = {_utc(one["RECURRENCE-ID"].dt): one for one in events if "RECURRENCE-ID" in one}
    out = {_utc(one.dt) for several in _list(whole.get("EXDATE")) for one in several.dts}
    first = whole["DTSTART"].dt
    length = whole["DTEND"].dt - first
    starts = [first]
    if "RRULE" in whole:
        starts = list(islice(rrulestr(whole["RRULE"].to_ical().decode(), dtstart=first), 500))
    found = {}
    for at in map(_utc, starts):
        if at in out:
            continue
        part = own.get(at, whole)
        times = (at, at + length) if part is whole else (_utc(part["DTSTART"].dt), _utc(part["DTEND"].dt))
        words = tuple(str(part.get(name, "")) for name in ("SUMMARY", "LOCATION", "DESCRIPTION"))
        guests = [str(one).lower().removeprefix("mailto:") for one in _list(part.get("ATTENDEE"))]
        found[at] = {guest: (*times, *words) for guest in guests if guest != owner}
    return found


def part_of(calendar: Calendar, original_at: datetime) -> Any:
    """The component of one occurrence, made as a client makes it where there is none."""
    one: Any
    for one in calendar.walk("VEVENT"):
        if "RECURRENCE-ID" in one and _utc(one["RECURRENCE-ID"].dt) == original_at:
            return one
    whole: Any = next(iter(calendar.walk("VEVENT")))
    made: Any = Calendar.from_ical(b"BEGIN:VCALENDAR\r\n" + whole.to_ical() + b"END:VCALENDAR\r\n").walk("VEVENT")[0]
    length = made["DTEND"].dt - made["DTSTART"].dt
    for name in ("RRULE", "EXDATE", "DTSTART", "DTEND", "X-PACESETTER-STATE"):
        made.pop(name, None)
    for name, at in (("DTSTART", original_at), ("DTEND", original_at + length), ("RECURRENCE-ID", original_at)):
        made.add(name, at.astimezone(UTC))
    calendar.add_component(made)
    return made


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
