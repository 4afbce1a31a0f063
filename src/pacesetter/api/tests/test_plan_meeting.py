"""Meetings over the API: attendees are asked, and one can repeat."""

from typing import Any

import pytest
from django.test import Client

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.api.tests.test_record_activity import record
from pacesetter.crm.models import Company, Contact
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import MeetingSeries
from pacesetter.people.models import Member

WEEKLY = {"frequency": "weekly", "weekdays": ["WE"], "count": 4}


@pytest.fixture
def given(meeting: ActivityType, initech: Company) -> dict[str, Any]:
    """10:00 on a Wednesday in Auckland, long ahead."""
    jane = Contact.objects.create(name="Jane Doe", company=initech, email="jane@initech.example")
    return {
        "status": "planned",
        "activity_type_id": meeting.pk,
        "company_id": initech.pk,
        "contact_ids": [jane.pk],
        "due_at": "2099-07-01T10:00:00+12:00",
        "meeting": {"invite": True, "place": "Room 1"},
    }


def mails() -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.filter(to="jane@initech.example"))


def test_attendees_are_asked(client: Client, rita: Member, given: dict[str, Any]) -> None:
    assert record(client, rita, given)[0] == 201
    (mail,) = mails()
    assert mail.calendar_method == "REQUEST"
    assert "Room 1" in mail.text


def test_a_series_is_made_once_and_asked_for_once(client: Client, rita: Member, given: dict[str, Any]) -> None:
    given["meeting"]["repeats"] = WEEKLY
    key = {"Idempotency-Key": "m1"}
    first, again = (record(client, rita, given, **key) for _ in range(2))
    assert (first[0], again[0]) == (201, 200)
    assert first[1]["id"] == again[1]["id"]
    series = MeetingSeries.objects.get()
    assert (series.count, series.weekdays, series.owner) == (4, [2], rita)
    # Only the first is near enough to be planned, however far ahead it is.
    assert series.occurrences.get(activity__isnull=False).activity_id == first[1]["id"]
    assert "_request" not in series.details
    (mail,) = mails()
    assert "RRULE:FREQ=WEEKLY" in mail.calendar


@pytest.mark.parametrize(
    ("repeats", "code"),
    [
        ({"frequency": "weekly"}, "no_rule"),
        ({**WEEKLY, "until": "2099-09-01"}, "no_rule"),
        ({"frequency": "monthly", "weekdays": ["MO", "TU"], "position": 1, "count": 3}, "no_rule"),
        ({**WEEKLY, "weekdays": ["MO"]}, "not_a_day"),
        ({**WEEKLY, "count": 1}, "invalid"),
    ],
)
def test_what_is_no_rule_is_refused_and_nothing_is_planned(
    repeats: dict[str, Any], code: str, client: Client, rita: Member, given: dict[str, Any]
) -> None:
    given["meeting"]["repeats"] = repeats
    status, answer = record(client, rita, given)
    assert (status, answer["code"]) == (422, code)
    assert Activity.objects.count() == 0
    assert mails() == []


def test_only_planned_meetings_have_this(
    client: Client, rita: Member, raj: Member, call: ActivityType, given: dict[str, Any]
) -> None:
    for other in ({"activity_type_id": call.pk}, {"status": "completed", "due_at": None}):
        status, answer = record(client, rita, given | other)
        assert (status, answer["field"]) == (422, "meeting")
    assert record(client, raj, given | {"owner_id": rita.pk, "contact_ids": []})[0] == 403
    assert Activity.objects.count() == 0
