"""The calendar that others subscribe to."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from pacesetter.itip.feed import Entry, feed
from pacesetter.itip.tests.libical import faults

AT = datetime(2027, 3, 22, 10, tzinfo=UTC)
CALL = Entry(
    "1@kpi.example", AT, AT, AT + timedelta(minutes=10), "Call: Initech; Jane, Joe", video="https://meet.example/a"
)
DAY = Entry("2@kpi.example", AT, date(2027, 3, 22), date(2027, 3, 23), "Follow up")


def test_libical_has_nothing_against_it() -> None:
    assert faults(feed("Acme: my plans", [CALL, DAY])) == []
    assert faults(feed("Acme: my plans", [])) == []


def test_a_time_is_busy_and_a_day_stays_free() -> None:
    parts: list[Any] = Calendar.from_ical(feed("Acme", [CALL, DAY])).walk("VEVENT")
    timed, day = parts
    assert (timed["DTSTART"].dt, timed["TRANSP"]) == (AT, "OPAQUE")
    assert (day["DTSTART"].dt, day["DTEND"].dt, day["TRANSP"]) == (date(2027, 3, 22), date(2027, 3, 23), "TRANSPARENT")


def test_the_same_plans_are_the_same_bytes() -> None:
    assert feed("Acme", [CALL, DAY]) == feed("Acme", [CALL, DAY])


def test_it_is_called_something_and_asks_nobody_for_anything() -> None:
    text = feed("Acme: my plans", [CALL]).decode()
    assert "METHOD" not in text
    assert "ATTENDEE" not in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT30M" in text
    assert "X-WR-CALNAME:Acme: my plans" in text
