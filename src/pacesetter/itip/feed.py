"""A calendar that others subscribe to: the events of somebody, as one iCalendar object (RFC 5545, RFC 7986)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Event

from pacesetter.itip.compose import PRODUCT
from pacesetter.itip.events import base, describe

# What readers are asked to wait between two readings. Google asks when it likes, Apple and Outlook keep to it.
REFRESH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a feed. Without a time of day it is a day that stays free; otherwise both moments are aware.

    `stamp` is when it last changed: the same state is the same bytes, so that a reader is told "nothing new".
    """

    uid: str
    stamp: datetime
    starts_at: datetime | date
    ends_at: datetime | date
    title: str
    description: str = ""
    place: str = ""
    video: str = ""


def feed(name: str, entries: Iterable[Entry]) -> bytes:
    """The calendar of this name. It has no method: it asks nobody for anything."""
    calendar = base(PRODUCT)
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", f"PT{int(REFRESH.total_seconds()) // 60}M")
    for entry in entries:
        calendar.add_component(_event(entry))
    made: bytes = calendar.to_ical(sorted=False)
    return made


def _event(entry: Entry) -> Event:
    part = Event()
    part.add("uid", entry.uid)
    part.add("dtstamp", entry.stamp.astimezone(UTC))
    part.add("summary", entry.title)
    is_timed = isinstance(entry.starts_at, datetime)
    for name, value in (("dtstart", entry.starts_at), ("dtend", entry.ends_at)):
        part.add(name, value.astimezone(UTC) if isinstance(value, datetime) else value)
    part.add("transp", "OPAQUE" if is_timed else "TRANSPARENT")
    describe(part, entry.description, entry.place, entry.video)
    return part
