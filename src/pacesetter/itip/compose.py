"""Compose the messages of an organiser, each as the bytes of one iCalendar object."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Calendar

from pacesetter.itip.answer import Answer, Method
from pacesetter.itip.events import base, changed_event, event, identity, is_described_in_utc, with_attendees
from pacesetter.itip.meeting import Attendee, Meeting, Occurrence
from pacesetter.itip.timezone import compact_timezone
from pacesetter.itip.zoned import all_moments

PRODUCT = "-//Pacesetter//Meetings//EN"


def request(meeting: Meeting) -> bytes:
    """Ask everybody invited to come, or tell them what has changed (METHOD:REQUEST). It is the same for all attendees;
    each gets it in a mail of their own."""
    return _whole(meeting, Method.REQUEST)


def occurrence_request(meeting: Meeting, several: Iterable[Occurrence]) -> bytes:
    """The same about these occurrences alone (RFC 5546, section 4.4.2): whoever gets it keeps the rest as it is, or
    knows nothing of the rest."""
    calendar = _calendar(meeting, Method.REQUEST)
    zoned = _add_timezone(calendar, meeting)
    for occurrence in several:
        calendar.add_component(changed_event(meeting, occurrence, Method.REQUEST, zoned=zoned))
    return _bytes(calendar)


def publish(meeting: Meeting) -> bytes:
    """The organiser's own copy (METHOD:PUBLISH). A REQUEST from oneself would ask the organiser to answer."""
    return _whole(meeting, Method.PUBLISH)


def cancel(
    meeting: Meeting,
    *,
    sequence: int,
    stamp: datetime,
    attendees: Iterable[Attendee],
    original_at: datetime | None = None,
    comment: str = "",
) -> bytes:
    """Tell these attendees that the meeting (or the occurrence that the rule has at `original_at`) does not take place
    for them (METHOD:CANCEL). `sequence` is above that of the last request where the meeting as a whole is off, and
    that of the last request where attendees were only taken out."""
    calendar = _calendar(meeting, Method.CANCEL)
    zoned = _add_timezone(calendar, meeting)
    part = identity(meeting, sequence=sequence, stamp=stamp, original_at=original_at, zoned=zoned)
    part.add("status", "CANCELLED")
    if comment:
        part.add("comment", comment)
    calendar.add_component(with_attendees(part, attendees))
    return _bytes(calendar)


def decline_counter(meeting: Meeting, answer: Answer, *, stamp: datetime, comment: str = "") -> bytes:
    """Say no to what an attendee proposed (METHOD:DECLINECOUNTER)."""
    calendar = _calendar(meeting, Method.DECLINECOUNTER)
    zoned = answer.occurrence_at is not None and _add_timezone(calendar, meeting)
    part = identity(meeting, sequence=meeting.sequence, stamp=stamp, original_at=answer.occurrence_at, zoned=zoned)
    # Nothing but which meeting it is (RFC 5546, section 3.2.8): its times stay as they were.
    for name in ("SUMMARY", "SEQUENCE", "DTSTART", "DTEND"):
        del part[name]
    if comment:
        part.add("comment", comment)
    calendar.add_component(part)
    return _bytes(calendar)


def _whole(meeting: Meeting, method: Method) -> bytes:
    calendar = _calendar(meeting, method)
    zoned = _add_timezone(calendar, meeting)
    calendar.add_component(event(meeting, method, zoned=zoned))
    for occurrence in meeting.exceptions:
        if not occurrence.is_cancelled:
            calendar.add_component(changed_event(meeting, occurrence, method, zoned=zoned))
    return _bytes(calendar)


def _calendar(meeting: Meeting, method: Method) -> Calendar:
    calendar = base(PRODUCT)
    calendar.add("method", str(method))
    return calendar


def _add_timezone(calendar: Calendar, meeting: Meeting) -> bool:
    """Whether times are said by the zone's clock, whose rules are added then. A single meeting needs no zone."""
    if is_described_in_utc(meeting):
        return False
    zone = compact_timezone(meeting.zone, all_moments(meeting))
    if zone is None:
        return False
    calendar.add_component(zone)
    return True


def _bytes(calendar: Calendar) -> bytes:
    made: bytes = calendar.to_ical(sorted=False)
    return made
