"""What is further ahead than is planned takes time, and stands in the feed."""

from datetime import timedelta

import pytest

from pacesetter.activities.models import Activity
from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.busy import busy_spans
from pacesetter.meetings.feeds import content_of
from pacesetter.meetings.free_time import Span
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.tests.conftest import NOW
from pacesetter.meetings.verbs import cancel_series, start_series
from pacesetter.people.models import Member

FAR = NOW + timedelta(weeks=20)


@pytest.fixture
def yearly(demo: Activity, rita: Member) -> MeetingSeries:
    return start_series(demo, by=rita, rule=Recurrence(Frequency.WEEKLY, count=30))


def test_who_comes_to_it_is_busy(yearly: MeetingSeries, rita: Member, raj: Member, mona: Member) -> None:
    members = [rita.pk, raj.pk, mona.pk]
    busy = busy_spans(members, FAR, FAR + timedelta(weeks=1))
    assert {member_id: len(spans) for member_id, spans in busy.items()} == {rita.pk: 1, raj.pk: 1}
    assert all(isinstance(one, Span) for one in busy[rita.pk])
    # Within the weeks that are planned each is there once, as an activity.
    assert len(busy_spans([rita.pk], NOW, NOW + timedelta(weeks=10))[rita.pk]) == 10
    cancel_series(yearly, by=rita)
    assert busy_spans(members, FAR, FAR + timedelta(weeks=1)) == {}


def test_the_feed_of_its_owner_has_all_of_it(yearly: MeetingSeries, rita: Member, raj: Member, otto: Member) -> None:
    content = content_of(rita).decode().replace("\r\n ", "")
    assert content.count("BEGIN:VEVENT") == 30
    assert content.count("UID:series-") == 22
    assert "BEGIN:VEVENT" not in content_of(raj).decode()
