"""What a series should look like in a calendar."""

import hashlib
import json
from dataclasses import replace
from datetime import datetime

from pacesetter import itip
from pacesetter.integrations.calendars.event import Event, guests_of, version_of
from pacesetter.itip.events import as_single
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.series.state import told_series


def wanted_series(meeting: Meeting) -> Event:
    """The series as attendees should know it by now. Every piece has a name of its own, by which it is known there, and
    the whole has one by which it is known here that nothing is missing."""
    assert meeting.series is not None  # noqa: S101 - the caller has seen to that
    rows = list(meeting.series.occurrences.filter(told__isnull=False))
    whole = told_series(meeting, rows)
    event = replace(_event(whole), rule=whole.recurrence, is_cancelled=meeting.is_cancelled)
    told = {row.original_at for row in rows}
    singles: dict[datetime, Event | None] = {}
    for one in sorted(whole.exceptions, key=lambda one: one.original_at):
        if one.original_at in told:
            singles[one.original_at] = None if one.is_cancelled else _single(whole, one)
    event = replace(event, singles=singles, version=version_of(event, 0))
    said = [(str(at), one.version if one else "") for at, one in event.singles.items()]
    state = json.dumps([meeting.sequence, event.version, said])
    return replace(event, state=hashlib.sha256(state.encode()).hexdigest()[:32])


def _single(whole: itip.Meeting, one: itip.Occurrence) -> Event:
    event = replace(_event(as_single(whole, one)), original_at=one.original_at)
    return replace(event, version=version_of(event, 0))


def _event(meeting: itip.Meeting) -> Event:
    words = [meeting.description, meeting.url if meeting.url not in meeting.description else ""]
    return Event(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        zone=meeting.zone,
        title=meeting.title,
        place=meeting.place or meeting.url,
        description="\n\n".join(word for word in words if word),
        guests=guests_of([(one.address, one.name) for one in meeting.attendees]),
    )
