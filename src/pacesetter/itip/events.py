"""The VEVENTs of messages."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar, Event, vCalAddress, vText, vUri

from pacesetter.itip.answer import Method, PartStat
from pacesetter.itip.meeting import Attendee, CalendarUser, Meeting, Occurrence
from pacesetter.itip.recurrence import Recurrence
from pacesetter.itip.rule_text import rule_parts
from pacesetter.itip.zoned import keeps_its_offset, starts_of, written


def base(product: str) -> Calendar:
    """An empty calendar object."""
    calendar = Calendar()
    calendar.add("prodid", product)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    return calendar


def is_described_in_utc(meeting: Meeting) -> bool:
    """A single meeting is a moment and needs no zone; most readers get zones wrong somewhere."""
    return meeting.recurrence is None or meeting.zone == "UTC"


def identity(meeting: Meeting, *, sequence: int, stamp: datetime, original_at: datetime | None, zoned: bool) -> Event:
    """Which meeting it is, in which of its states, and when: what every message has."""
    part = Event()
    part.add("uid", meeting.uid)
    part.add("dtstamp", stamp.astimezone(UTC))
    part.add("sequence", sequence)
    part.add("summary", meeting.title)
    start = original_at or meeting.starts_at
    part.add("dtstart", written(start, meeting, zoned=zoned))
    part.add("dtend", written(start + (meeting.ends_at - meeting.starts_at), meeting, zoned=zoned))
    if original_at is not None:
        part.add("recurrence-id", written(original_at, meeting, zoned=zoned))
    part.add("organizer", _user(meeting.organiser))
    return part


def event(meeting: Meeting, method: Method, *, zoned: bool) -> Event:
    """The meeting as a whole, with its rule."""
    part = identity(meeting, sequence=meeting.sequence, stamp=meeting.stamp, original_at=None, zoned=zoned)
    describe(part, meeting.description, meeting.place, meeting.url)
    if meeting.recurrence is not None:
        _repeat(part, meeting, meeting.recurrence, zoned=zoned)
    return _for(part, meeting, method)


def changed_event(meeting: Meeting, occurrence: Occurrence, method: Method, *, zoned: bool) -> Event:
    """One occurrence that takes place otherwise than the rule says."""
    part = identity(
        meeting, sequence=meeting.sequence, stamp=meeting.stamp, original_at=occurrence.original_at, zoned=zoned
    )
    one = as_single(meeting, occurrence)
    _replace(part, "summary", one.title)
    _replace(part, "dtstart", written(one.starts_at, meeting, zoned=zoned))
    _replace(part, "dtend", written(one.ends_at, meeting, zoned=zoned))
    describe(part, one.description, one.place, one.url)
    return _for(part, one, method)


def as_single(meeting: Meeting, occurrence: Occurrence) -> Meeting:
    """The occurrence as if it were a meeting by itself, with all that it has from the whole."""
    start = occurrence.starts_at or occurrence.original_at
    return replace(
        meeting,
        starts_at=start,
        ends_at=occurrence.ends_at or start + (meeting.ends_at - meeting.starts_at),
        title=_or(occurrence.title, meeting.title),
        place=_or(occurrence.place, meeting.place),
        description=_or(occurrence.description, meeting.description),
        url=_or(occurrence.url, meeting.url),
        attendees=meeting.attendees if occurrence.attendees is None else occurrence.attendees,
        recurrence=None,
        exceptions=(),
    )


def _or(own: str | None, whole: str) -> str:
    return whole if own is None else own


def describe(part: Event, description: str, place: str, video: str) -> None:
    """What attendees read beside the title; nothing is written of what is empty.

    The link to a video meeting stands wherever a reader may look for it: CONFERENCE (RFC 7986), which few know yet, the
    description, and the place where there is no other.
    """
    if place or video:
        part.add("location", place or video)
    words = [description, video if video not in description else ""]
    if any(words):
        part.add("description", "\n\n".join(word for word in words if word))
    if re.match(r"https?://\S+$", video):
        part.add("url", video)
        conference = vUri(video)
        conference.params["VALUE"] = vText("URI")
        conference.params["FEATURE"] = ["AUDIO", "VIDEO"]
        part.add("conference", conference)


def with_attendees(part: Event, attendees: Iterable[Attendee]) -> Event:
    """The event with those whom it concerns, and whether each still has to answer."""
    for one in attendees:
        who = _user(one)
        who.params["CUTYPE"] = vText("INDIVIDUAL")
        who.params["ROLE"] = vText(one.role)
        who.params["PARTSTAT"] = vText(one.status)
        who.params["RSVP"] = vText("TRUE" if one.status is PartStat.NEEDS_ACTION else "FALSE")
        if one.delegate:
            who.params["DELEGATED-TO"] = vText(f"mailto:{one.delegate}")
        part.add("attendee", who)
        if one.delegate:
            part.add("attendee", _delegate_of(one))
    return part


def _delegate_of(one: Attendee) -> vCalAddress:
    who = _user(CalendarUser(one.delegate))
    who.params["DELEGATED-FROM"] = vText(f"mailto:{one.address}")
    who.params["ROLE"] = vText(one.role)
    who.params["PARTSTAT"] = vText(one.delegate_status)
    who.params["RSVP"] = vText("TRUE" if one.delegate_status is PartStat.NEEDS_ACTION else "FALSE")
    return who


def _for(part: Event, meeting: Meeting, method: Method) -> Event:
    part.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    part.add("transp", "OPAQUE")
    if method is Method.PUBLISH:  # may have no attendees (RFC 5546, section 3.2.1)
        return part
    own = Attendee(meeting.organiser.address, meeting.organiser.name, status=PartStat.ACCEPTED)
    return with_attendees(part, [own, *meeting.attendees])


def _repeat(part: Event, meeting: Meeting, recurrence: Recurrence, *, zoned: bool) -> None:
    starts = starts_of(meeting)
    if zoned or meeting.zone == "UTC" or keeps_its_offset(meeting):
        part.add("rrule", rule_parts(recurrence, starts))
    else:
        # By a rule in UTC the meeting would move with the clock. So every start is said.
        # The first too, although DTSTART says it: ical.js leaves it out otherwise, and one that is said twice is one.
        if len(starts) > 1:
            part.add("rdate", [written(start, meeting, zoned=False) for start in starts])
    out = [written(one.original_at, meeting, zoned=zoned) for one in meeting.exceptions if one.is_cancelled]
    if out:
        part.add("exdate", out)


def _replace(part: Event, name: str, value: object) -> None:
    if name in part:
        del part[name]
    part.add(name, value)


def _user(who: CalendarUser) -> vCalAddress:
    made = vCalAddress(f"mailto:{who.address}")
    if who.name:
        # A quote can't be escaped in a parameter (RFC 5545, section 3.2), and control signs break the line.
        made.params["CN"] = vText("".join(sign for sign in who.name.replace('"', "'") if sign.isprintable()))
    return made
