"""What an organiser's messages look like, and what another maker's library thinks of them."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from pacesetter.itip import (
    Answer,
    Attendee,
    CalendarUser,
    Method,
    Occurrence,
    cancel,
    decline_counter,
    publish,
    request,
)
from pacesetter.itip.tests.libical import faults
from pacesetter.itip.tests.meetings import DEMO, JANE, LONDON, STAMP, WEEKLY, changed

_APRIL = datetime(2027, 4, 20, 10, tzinfo=LONDON)
CAIRO = replace(WEEKLY, zone="Africa/Cairo", starts_at=_APRIL, ends_at=_APRIL + timedelta(hours=1))
MOVED = Occurrence(
    datetime(2027, 3, 29, 10, tzinfo=LONDON),
    datetime(2027, 3, 30, 15, tzinfo=LONDON),
    datetime(2027, 3, 30, 16, tzinfo=LONDON),
    place="Room 2",
)
OUT = Occurrence(datetime(2027, 4, 5, 10, tzinfo=LONDON))

MESSAGES = {
    "request": request(DEMO),
    "weekly": request(WEEKLY),
    "weekly with exceptions": request(replace(WEEKLY, exceptions=(MOVED, OUT))),
    "weekly where the zone can't be said": request(CAIRO),
    "publish": publish(DEMO),
    "cancel": cancel(DEMO, sequence=1, stamp=STAMP, attendees=DEMO.attendees, comment="Sorry"),
    "cancel one attendee": cancel(DEMO, sequence=0, stamp=STAMP, attendees=[JANE]),
    "cancel one occurrence": cancel(
        WEEKLY, sequence=1, stamp=STAMP, attendees=WEEKLY.attendees, original_at=OUT.original_at
    ),
    "decline a counter": decline_counter(DEMO, Answer(Method.COUNTER, DEMO.uid, JANE.address), stamp=STAMP),
}


def text_of(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("content", MESSAGES.values(), ids=MESSAGES)
def test_libical_finds_nothing_wrong(content: bytes) -> None:
    assert faults(content) == []


def test_libical_does_find_what_is_wrong() -> None:
    assert faults(MESSAGES["request"].replace(b"DTSTAMP", b"X-STAMP")) != []
    assert faults(MESSAGES["cancel"].replace(b"SEQUENCE", b"X-SEQUENCE")) != []


@pytest.mark.parametrize("content", MESSAGES.values(), ids=MESSAGES)
def test_lines_end_and_fold_as_they_must(content: bytes) -> None:
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


@given(st.text(min_size=1, max_size=300), st.text(max_size=80))
def test_any_title_and_name_come_back_and_lines_stay_short(title: str, name: str) -> None:
    title = "".join(sign for sign in title if sign.isprintable()).strip() or "Demo"
    person = Attendee("jane@initech.example", name)
    content = request(changed(title=title, attendees=(person,)))
    assert max(map(len, content.split(b"\r\n"))) <= 75
    event = Calendar.from_ical(content.decode()).walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == title
    assert "jane@initech.example" in str(event["ATTENDEE"])


def test_a_single_meeting_is_said_in_utc_and_asks_its_attendees() -> None:
    text = text_of(request(DEMO))
    assert "DTSTART:20270322T100000Z" in text
    assert "VTIMEZONE" not in text
    assert 'CN="Jane Doe";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:jane@' in text
    assert "PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:meetings+abc@kpi.example" in text


def test_a_recurring_one_keeps_its_time_on_the_wall() -> None:
    text = text_of(request(WEEKLY))
    assert "DTSTART;TZID=Europe/London:20270322T100000" in text
    assert text.count("BEGIN:STANDARD") == text.count("BEGIN:DAYLIGHT") == 1
    assert "RRULE:FREQ=WEEKLY;COUNT=4" in text


def test_where_the_zone_can_not_be_said_every_start_is() -> None:
    text = text_of(MESSAGES["weekly where the zone can't be said"])
    assert "RRULE:FREQ=WEEKLY" not in text
    assert "RDATE:" in text
    assert "TZID" not in text


def test_an_occurrence_that_moved_is_named_by_when_it_was() -> None:
    text = text_of(MESSAGES["weekly with exceptions"])
    assert "RECURRENCE-ID;TZID=Europe/London:20270329T100000" in text
    assert "DTSTART;TZID=Europe/London:20270330T150000" in text
    assert "EXDATE;TZID=Europe/London:20270405T100000" in text


def test_a_cancellation_names_those_whom_it_is_for() -> None:
    text = text_of(MESSAGES["cancel one attendee"])
    assert "jane@initech.example" in text
    assert "joe@initech.example" not in text
    assert "STATUS:CANCELLED" in text


@pytest.mark.parametrize("name", ["Jane\r\nATTENDEE:mailto:eve@evil.example", 'Jane";X="', "Jane\n"])
def test_a_name_can_not_add_a_line(name: str) -> None:
    content = request(changed(organiser=CalendarUser("meetings@kpi.example", name)))
    assert [line for line in text_of(content).splitlines() if line.startswith("ATTENDEE:")] == []
    assert faults(content) == []


def test_a_video_link_stands_wherever_readers_look_for_it() -> None:
    link = "https://meet.example/demo"
    text = request(changed(url=link, place="", description="Bring questions")).decode().replace("\r\n ", "")
    assert faults(text.encode()) == []
    assert f"LOCATION:{link}" in text
    assert f"DESCRIPTION:Bring questions\\n\\n{link}" in text
    assert f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{link}" in text
    assert "LOCATION:Room 1" in request(changed(url=link)).decode()


def test_words_in_place_of_a_link_are_no_address() -> None:
    text = request(changed(url="I shall phone you")).decode()
    assert "CONFERENCE" not in text
    assert "DESCRIPTION:I shall phone you" in text
