"""A meeting that repeats: every Thursday at ten in Auckland, over the end of summer time on 5 April 2026."""

from datetime import UTC, datetime

from pacesetter.activities.models import Activity
from pacesetter.itip import Frequency, Recurrence
from pacesetter.itip.tests.ical_js import Read, understood
from pacesetter.itip.tests.libical import faults
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries

WEEKLY = Recurrence(Frequency.WEEKLY, count=5)
# 26 March, 2, 9, 16 and 23 April; the clock goes back by an hour between the second and the third.
STARTS = [
    datetime(2026, 3, 25, 21, tzinfo=UTC),
    datetime(2026, 4, 1, 21, tzinfo=UTC),
    datetime(2026, 4, 8, 22, tzinfo=UTC),
    datetime(2026, 4, 15, 22, tzinfo=UTC),
    datetime(2026, 4, 22, 22, tzinfo=UTC),
]
JANE, RAJ, RITA = "jane@initech.example", "raj@acme.example", "rita@acme.example"


def at(series: MeetingSeries, number: int) -> MeetingOccurrence:
    """The meeting of this number, the first being 0."""
    return series.occurrences.filter(activity__isnull=False).select_related("activity")[number]


def activity_at(series: MeetingSeries, number: int) -> Activity:
    activity = at(series, number).activity
    assert activity is not None
    return Activity.objects.select_related("owner__organisation", "activity_type").get(pk=activity.pk)


class Inbox:
    """What has come to an address since it was looked at last; libical finds nothing wrong with any of it."""

    def __init__(self, address: str) -> None:
        self._address, self._seen = address, 0
        self.new()

    def new(self) -> list[OutgoingMessage]:
        rows = list(OutgoingMessage.objects.filter(to=self._address, pk__gt=self._seen).order_by("pk"))
        self._seen = rows[-1].pk if rows else self._seen
        assert [faults(row.calendar.encode()) for row in rows if row.calendar] == [[] for row in rows if row.calendar]
        return rows

    def methods(self) -> list[str]:
        return [row.calendar_method for row in self.new()]


def read(message: OutgoingMessage) -> Read:
    """What another maker's parser makes of it."""
    return understood([message.calendar.encode()])[0]
