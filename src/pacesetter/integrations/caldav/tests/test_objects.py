"""What is written into a CalDAV calendar."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from pacesetter.integrations.caldav.objects import changed_object, event_from, main_event, object_of
from pacesetter.integrations.calendars.event import Event, Guest, changes_between, stored

NOW, STARTS = datetime(2026, 3, 22, 23, tzinfo=UTC), datetime(2026, 3, 25, 21, tzinfo=UTC)
RITA = "rita@acme.example"
WANTED = Event(STARTS, STARTS + timedelta(hours=1), title="Demo", guests=(Guest("jane@initech.example"),), version="v1")


def sequence_of(raw: bytes) -> int:
    return int(main_event(Calendar.from_ical(raw))["SEQUENCE"])


def test_each_state_is_above_the_one_before_and_the_first_is_as_servers_send_it() -> None:
    raw = object_of("0" * 32, RITA, WANTED, now=NOW)
    assert sequence_of(raw) == 1
    there = event_from(raw, path="/a.ics", etag='"1"', organiser=RITA)
    assert there is not None
    later = replace(WANTED, starts_at=STARTS + timedelta(hours=2), ends_at=STARTS + timedelta(hours=3), version="v2")
    assert sequence_of(changed_object(changes_between(stored(WANTED), later, there), RITA, now=NOW)) == 2
