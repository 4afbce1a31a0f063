"""What we write, read by the parser of another maker: the same meeting at the same moments."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pacesetter.itip import Frequency, Meeting, Method, Occurrence, Recurrence, cancel, occurrences, request
from pacesetter.itip.tests.ical_js import Read, understood
from pacesetter.itip.tests.meetings import DEMO, JANE, STAMP, WEEKLY
from pacesetter.itip.tests.test_compose import MESSAGES, MOVED, OUT

# Zones whose clocks change at other times, backwards, not at all, or so that they can't be said.
_ZONES = ("Europe/London", "America/New_York", "Australia/Sydney", "Asia/Kolkata", "Africa/Cairo", "Europe/Dublin")


def series(zone: str) -> Meeting:
    """Every week for a year at nine, over both changes of the clock."""
    start = datetime(2027, 1, 11, 9, tzinfo=ZoneInfo(zone))
    return replace(
        DEMO,
        zone=zone,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        recurrence=Recurrence(Frequency.WEEKLY, count=52),
    )


def in_utc(moments: list[datetime]) -> list[datetime]:
    return sorted(moment.astimezone(UTC) for moment in moments)


def test_every_message_is_understood() -> None:
    read = dict(zip(MESSAGES, understood(list(MESSAGES.values())), strict=True))
    assert {one.uid for one in read.values()} == {DEMO.uid}
    assert [read[name].method for name in ("request", "publish", "cancel")] == ["REQUEST", "PUBLISH", "CANCEL"]
    assert read["request"].starts == in_utc([DEMO.starts_at])
    assert read["cancel"].sequence == 1
    assert read["cancel one attendee"].attendees == [f"mailto:{JANE.address}"]
    assert read["decline a counter"].method == Method.DECLINECOUNTER


def test_a_series_takes_place_when_we_say_in_every_zone() -> None:
    meetings = [series(zone) for zone in _ZONES]
    for meeting, read in zip(meetings, understood([request(one) for one in meetings]), strict=True):
        expected = occurrences(meeting.starts_at, meeting.recurrence, meeting.zone)
        assert sorted(read.starts) == in_utc(expected), meeting.zone


def test_what_is_moved_and_taken_out_of_a_series_is_so_there_too() -> None:
    (read,) = understood([request(replace(WEEKLY, exceptions=(MOVED, OUT)))])
    expected = occurrences(WEEKLY.starts_at, WEEKLY.recurrence, WEEKLY.zone)
    kept = [moment for moment in expected if moment not in (MOVED.original_at, OUT.original_at)]
    assert MOVED.starts_at is not None
    assert sorted(read.starts) == in_utc([*kept, MOVED.starts_at])


def test_one_occurrence_called_off_is_named() -> None:
    out: Occurrence = OUT
    content = cancel(WEEKLY, sequence=1, stamp=STAMP, attendees=[JANE], original_at=out.original_at)
    (read,) = understood([content])
    assert isinstance(read, Read)
    assert read.starts == in_utc([out.original_at])
