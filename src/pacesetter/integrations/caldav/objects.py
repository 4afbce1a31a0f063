"""Calendar objects as they lie on the server (RFC 5545, 4791 section 4.1), and ours. Pure."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, vCalAddress, vText
from icalendar import Event as VEvent

from pacesetter.integrations.caldav.series import (
    drop_part,
    forget_changes,
    id_of,
    part_for,
    parts_between,
    parts_of_id,
    put_in,
    take_out,
    write_rule,
)
from pacesetter.integrations.calendars.event import Changes, Event, Guest
from pacesetter.itip import PartStat
from pacesetter.itip.read import address_in
from pacesetter.meetings.free_time import Span

_STATE = "X-PACESETTER-STATE"
# SCHEDULE-STATUS (RFC 6638, 3.2.9; codes of RFC 5546, 3.6): what begins with 3 or 5 did not arrive.
_FAILED = ("3", "5")


def object_of(uid: str, organiser: str, wanted: Event, *, now: datetime) -> bytes:
    """A new object. It has no METHOD: that makes it an event of the organiser's, which the server sends."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Pacesetter//Calendars//EN")
    event = VEvent()
    event.add("uid", uid)
    event.add("created", now)
    event["ORGANIZER"] = vCalAddress(f"mailto:{organiser}")
    _attend(event, [Guest(organiser, status=PartStat.ACCEPTED), *wanted.guests])
    # Not 0: Cyrus sends the first request as 1 whatever it was given, and the first change must be above that.
    _write(event, wanted, {"time", "title", "place", "description"}, now=now, sequence=1)
    calendar.add_component(event)
    if wanted.rule is not None:
        write_rule(calendar, event, wanted)
    return bytes(calendar.to_ical())


def changed_object(changes: Changes, organiser: str, *, now: datetime) -> bytes:
    """The object that is there with the changes, of an occurrence in the part of that one; everything else in it stays
    as it is."""
    calendar, whole = _read(changes.event.raw)
    _path, at = parts_of_id(changes.event.id)
    event = whole if at is None else part_for(calendar, whole, at)
    fields = set(changes.fields)
    if changes.event.rule is not None and fields & {"time", "rule"}:
        if "time" in fields:
            forget_changes(calendar)
        write_rule(calendar, event, changes.event)
    if "guests" in fields:
        # Those who stay keep what the server knows of them (their answer, SCHEDULE-STATUS), unless asked anew.
        keep = {} if "time" in fields else {_address(one): one for one in _attendees(event)}
        own = [one for one in _attendees(event) if _address(one) == organiser]
        event.pop("ATTENDEE", None)
        for one in own:
            event.add("attendee", one, encode=0)
        for guest in changes.event.guests:
            kept = keep.get(guest.address)
            if kept is not None:
                event.add("attendee", kept, encode=0)
            else:
                _attend(event, [guest])
    sequence = int(event.get("SEQUENCE", 0)) + 1
    _write(
        event, changes.event, fields if changes.event.rule is None else fields - {"time"}, now=now, sequence=sequence
    )
    return bytes(calendar.to_ical())


def object_with(raw: bytes, original_at: datetime, *, takes_place: bool, now: datetime) -> bytes:
    """The object of a series with one occurrence taken out, or put in again."""
    calendar, event = _read(raw)
    drop_part(calendar, original_at)
    (put_in if takes_place else take_out)(event, original_at)
    for key, value in (("DTSTAMP", now), ("LAST-MODIFIED", now), ("SEQUENCE", int(event.get("SEQUENCE", 0)) + 1)):
        event.pop(key, None)
        event.add(key, value)
    return bytes(calendar.to_ical())


def occurrences_from(series: Event, since: datetime, until: datetime, organiser: str) -> dict[datetime, Event]:
    """The occurrences that take place of a series that was read."""
    calendar, event = _read(series.raw)
    length = series.ends_at - series.starts_at
    found: dict[datetime, Event] = {}
    for at, part in parts_between(calendar, event, since, until).items():
        one = replace(series, starts_at=at, ends_at=at + length, version="") if part is None else None
        one = one or _event(part, series.id, series.etag, organiser, series.raw)
        found[at] = replace(one, id=id_of(series.id, at), series_id=series.id, original_at=at)
    return found


def _read(raw: Any) -> tuple[Calendar, Any]:
    calendar = Calendar.from_ical(raw)
    event = main_event(calendar)
    if event is None:
        raise ValueError("There is no event in it.")
    return calendar, event


def event_from(raw: bytes, *, path: str, etag: str, organiser: str) -> Event | None:
    """What stands in an object; None where there is no event in it that can be read."""
    try:
        event = main_event(Calendar.from_ical(raw))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    if event is None or "DTSTART" not in event:
        return None
    return _event(event, path, etag, organiser, raw)


def _event(event: Any, path: str, etag: str, organiser: str, raw: bytes) -> Event:
    start, end = _times(event)
    return Event(
        starts_at=start,
        ends_at=end,
        guests=tuple(_guest(one) for one in _attendees(event) if _address(one) not in ("", organiser)),
        is_cancelled=str(event.get("STATUS", "")).upper() == "CANCELLED",
        version=str(event.get(_STATE, "")),
        id=path,
        etag=etag,
        raw=raw,
    )


def busy_from(raw: bytes) -> list[Span]:
    """The times of a VFREEBUSY. What is free on purpose (FBTYPE=FREE) is none."""
    found: list[Span] = []
    try:
        parts = Calendar.from_ical(raw).walk("VFREEBUSY")
    except ValueError:
        return found
    for part in parts:
        for value in _several(part.get("FREEBUSY")):
            if str(value.params.get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            for period in _several(getattr(value, "dts", None)) or [value]:
                start, end = period.start, period.end
                found.append(Span(_moment(start), _moment(end)))
    return found


def main_event(calendar: Any) -> Any:
    """The event itself, and not one of its changed occurrences."""
    return next((one for one in calendar.walk("VEVENT") if "RECURRENCE-ID" not in one), None)


def _write(event: Any, wanted: Event, fields: Iterable[str], *, now: datetime, sequence: int) -> None:
    values: dict[str, Any] = {"DTSTAMP": now, "LAST-MODIFIED": now, "SEQUENCE": sequence, _STATE: wanted.version}
    if "time" in fields:
        event.pop("DURATION", None)
        values |= {"DTSTART": wanted.starts_at.astimezone(UTC), "DTEND": wanted.ends_at.astimezone(UTC)}
    for name, key in (("title", "SUMMARY"), ("place", "LOCATION"), ("description", "DESCRIPTION")):
        if name in fields:
            values[key] = getattr(wanted, name)
    for key, value in values.items():
        event.pop(key, None)
        if value != "":
            event.add(key, value)


def _attend(event: Any, guests: Iterable[Guest]) -> None:
    for guest in guests:
        attendee = vCalAddress(f"mailto:{guest.address}")
        attendee.params["PARTSTAT"] = vText(guest.status.value)
        attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
        attendee.params["CUTYPE"] = vText("INDIVIDUAL")
        if guest.name:
            attendee.params["CN"] = vText(guest.name)
        if guest.status is PartStat.NEEDS_ACTION:
            attendee.params["RSVP"] = vText("TRUE")
        event.add("attendee", attendee, encode=0)


def _attendees(event: Any) -> list[Any]:
    return _several(event.get("ATTENDEE"))


def _address(attendee: Any) -> str:
    # The address as it was written stands in EMAIL where a server has put a reference of its own in its place.
    return address_in(str(attendee)) or address_in(str(attendee.params.get("EMAIL", "")))


def _guest(attendee: Any) -> Guest:
    try:
        status = PartStat(str(attendee.params.get("PARTSTAT", "")).upper())
    except ValueError:
        status = PartStat.NEEDS_ACTION
    codes = str(attendee.params.get("SCHEDULE-STATUS", "")).strip('"').split(",")
    return Guest(
        address=_address(attendee),
        name=str(attendee.params.get("CN", "")),
        status=status,
        is_undeliverable=any(code.strip().startswith(_FAILED) for code in codes),
    )


def _times(event: Any) -> tuple[datetime, datetime]:
    start = event["DTSTART"].dt
    if "DTEND" in event:
        end = event["DTEND"].dt
    elif "DURATION" in event:
        end = start + event["DURATION"].dt
    else:
        end = start if isinstance(start, datetime) else start + timedelta(days=1)
    first, last = _moment(start), _moment(end)
    return first, max(first, last)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    raise ValueError("This is no moment.")


def _several(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
