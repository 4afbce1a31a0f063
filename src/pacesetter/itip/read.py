"""Read what attendees' calendars send back. Whatever arrives, the answer is a list or `Unreadable`, never a crash."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, Event
from icalendar.error import BrokenCalendarProperty

from pacesetter.itip.answer import ANSWERS, Answer, Method, PartStat, Proposal

# The largest reply seen is a few kB; a whole calendar is not an answer.
MOST_BYTES = 512 * 1024
MOST_ANSWERS = 50
MOST_TEXT = 4000


class Unreadable(ValueError):
    """This is no iCalendar object that can be understood; the message says why, in English, for the log."""


def read_answers(data: bytes) -> list[Answer]:
    """The answers in a calendar object, in their order; none where it is of another method than an answer's.

    One for each occurrence that is answered. Raises `Unreadable`.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(f"{len(data)} bytes are too many for an answer")
    try:
        calendar = Calendar.from_ical(_text(data))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"not an iCalendar object: {error!r}"[:300]) from error
    if not isinstance(calendar, Calendar):
        raise Unreadable("not a VCALENDAR")
    method = str(calendar.get("METHOD", "")).strip().upper()
    if method not in ANSWERS:
        return []
    return list(_answers(calendar, Method(method)))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _answers(calendar: Calendar, method: Method) -> Iterator[Answer]:
    events = [part for part in calendar.walk("VEVENT") if isinstance(part, Event)]
    for event in events[:MOST_ANSWERS]:
        uid = _words(event, "UID")
        if not uid:
            continue
        # A reply has one attendee (RFC 5546, section 3.2.3). Where there are several (a counter-proposal lists all of
        # them), nothing in the object says whose it is; the sender of the mail does.
        # But for one that is sent instead, which both of them list (sections 3.2.2.3 and 4.2.5).
        attendees = _several(event.get("ATTENDEE"))
        yield _answer(event, method, uid, attendees[0] if len(attendees) == 1 else _delegating(attendees))


def _delegating(attendees: list[object]) -> object:
    """Of somebody who delegates and somebody who is sent, whose answer it is: of the one who is sent as soon as that
    one says something."""
    if len(attendees) != 2:
        return ""
    sent = [one for one in attendees if _parameter(one, "DELEGATED-FROM")]
    sending = [one for one in attendees if _parameter(one, "DELEGATED-TO")]
    if len(sent) == 1 and _status(_parameter(sent[0], "PARTSTAT")) is not PartStat.NEEDS_ACTION:
        return sent[0]
    return sending[0] if len(sending) == 1 else ""


def _parameter(attendee: object, name: str) -> str:
    value = getattr(attendee, "params", {}).get(name, "")
    # A delegation may name several; who comes first is who comes.
    return str(value[0] if isinstance(value, list) and value else value)


def _answer(event: Event, method: Method, uid: str, attendee: object) -> Answer:
    return Answer(
        method=method,
        uid=uid,
        address=address_in(str(attendee)),
        status=_status(_parameter(attendee, "PARTSTAT")),
        sequence=_sequence(event),
        stamp=_moment(event, "DTSTAMP"),
        occurrence_at=_moment(event, "RECURRENCE-ID"),
        sent_by=address_in(_parameter(attendee, "SENT-BY")),
        delegated_to=address_in(_parameter(attendee, "DELEGATED-TO")),
        delegated_from=address_in(_parameter(attendee, "DELEGATED-FROM")),
        name=_parameter(attendee, "CN")[:200],
        comment=_words(event, "COMMENT"),
        proposal=_proposal(event) if method is Method.COUNTER else None,
    )


def _proposal(event: Event) -> Proposal:
    return Proposal(
        _moment(event, "DTSTART"), _moment(event, "DTEND"), _words(event, "LOCATION"), _words(event, "SUMMARY")
    )


def address_in(value: str) -> str:
    """The bare address of a calendar user, in lower case; empty where it is no mail address."""
    bare = re.sub(r"^\s*mailto:\s*", "", value.strip().strip('"'), flags=re.IGNORECASE).strip().strip("<>").lower()
    return bare if re.fullmatch(r"[^\s@<>]{1,64}@[^\s@<>]{1,255}", bare) else ""


def _status(text: str) -> PartStat:
    try:
        return PartStat(text.strip().upper())
    except ValueError:
        return PartStat.NEEDS_ACTION  # which RFC 5545 has for a value that is missing or unknown


def _sequence(event: Event) -> int | None:
    try:
        value = int(str(event.get("SEQUENCE")))
    except (TypeError, ValueError):
        return None
    return value if 0 <= value < 2**31 else None


def _moment(event: Event, name: str) -> datetime | None:
    values = _several(event.get(name))
    if not values:
        return None
    try:
        value = getattr(values[0], "dt", None)
    except BrokenCalendarProperty:  # it is there and makes no sense
        return None
    if isinstance(value, datetime):
        if value.tzinfo is None:
            value = value.replace(tzinfo=_zone(str(getattr(values[0], "params", {}).get("TZID", ""))))
    elif isinstance(value, date):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    else:
        return None
    try:
        return value.astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # Outlook has names of its own ("Romance Standard Time"). Nothing is matched by these moments but the
        # occurrence, which our requests name in UTC or by a zone that is known.
        return UTC


def _words(event: Event, name: str) -> str:
    values = _several(event.get(name))
    text = "\n".join(str(value) for value in values)
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()[:MOST_TEXT]


def _several(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
