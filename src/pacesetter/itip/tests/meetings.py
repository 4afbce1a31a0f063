"""The meeting that the tests turn about."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pacesetter.itip import Attendee, CalendarUser, Frequency, Meeting, Recurrence

LONDON = ZoneInfo("Europe/London")
STAMP = datetime(2027, 1, 4, 9, tzinfo=UTC)
JANE = Attendee("jane@initech.example", "Jane Doe")
JOE = Attendee("joe@initech.example", "Joe Roe")
DEMO = Meeting(
    uid="1f0c@kpi.example",
    organiser=CalendarUser("meetings+abc@kpi.example", "Rita Rep"),
    starts_at=datetime(2027, 3, 22, 10, tzinfo=LONDON),
    ends_at=datetime(2027, 3, 22, 11, tzinfo=LONDON),
    title="Demo",
    stamp=STAMP,
    zone="Europe/London",
    place="Room 1",
    attendees=(JANE, JOE),
)
# Over the change of the clock on 28 March 2027.
WEEKLY = replace(DEMO, recurrence=Recurrence(Frequency.WEEKLY, count=4))


def changed(**fields: Any) -> Meeting:
    return replace(DEMO, **fields)
