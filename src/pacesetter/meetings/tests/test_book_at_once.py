"""Visitors who want the same time at the same moment."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.meetings.bookings import free_times
from pacesetter.meetings.tests.conftest import NOW
from pacesetter.meetings.tests.visits import booked, open_page
from pacesetter.people.models import Member
from pacesetter.people.tests.test_at_the_same_time import at_once
from pacesetter.tenancy.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 3, 24, 21, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """Nothing of the clock is inherited by threads; each act stands at noon by itself."""
    with clock.standing_at(NOW):
        yield


def test_one_of_them_gets_it(organisation: Organisation, rita: Member, meeting: ActivityType) -> None:
    page = open_page(rita, meeting)

    def act(number: int) -> None:
        # Times that overlap without being the same.
        start = AT + timedelta(minutes=30 * (number % 2))
        with clock.standing_at(NOW):
            booked(page, start, email=f"v{number}@gmail.com", came_from=f"192.0.2.{number}")

    ends = at_once(organisation, *(lambda number=number: act(number) for number in range(4)))
    assert ends == ["done", "taken", "taken", "taken"]
    assert Activity.objects.count() == 1
    day = AT.date()
    assert AT not in free_times(page, minutes=60, first=day, last=day, zone=ZoneInfo("UTC"))
