"""Putting a to-do off."""

from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    # Three in the afternoon of Monday, 23 March in Auckland.
    return verbs.plan(by=rita, activity_type=call, owner=rita, due_at=datetime(2026, 3, 23, 2, tzinfo=UTC))


def due(to_do: Activity) -> tuple[date | None, datetime | None]:
    to_do.refresh_from_db()
    return to_do.due_on, to_do.due_at


def test_the_ways_are_offered_with_their_days(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    page = visitor.log_in(rita).read(f"/activities/{to_do.pk}/due/")
    for text in ("Tomorrow <small>Tue, Mar 24", "Next week <small>Mon, Mar 30", 'value="2026-03-23"', 'value="15:00"'):
        assert text in page


@pytest.mark.parametrize(
    ("sent", "day", "hour"),
    [
        ({"to": "tomorrow"}, date(2026, 3, 24), 2),
        ({"to": "next_week"}, date(2026, 3, 30), 2),
        ({"to_day": "2026-04-01"}, date(2026, 4, 1), 2),
        ({"due_on": "2026-04-01", "due_time": "09:00"}, date(2026, 4, 1), 20),
        ({"due_on": "2026-04-01"}, date(2026, 4, 1), None),
    ],
)
def test_it_moves_and_undo_brings_it_back(
    sent: dict[str, str], day: date, hour: int | None, visitor: Visitor, rita: Member, to_do: Activity
) -> None:
    before = due(to_do)
    response = visitor.log_in(rita).post(f"/activities/{to_do.pk}/due/", sent | {"next": "/day/"})
    assert response.status_code == 303
    new_day, moment = due(to_do)
    assert (new_day, moment.hour if moment else None) == (day, hour)
    assert "Undone." in undo_last(visitor, visitor.read("/day/"))
    assert due(to_do) == before


def test_a_refused_drag_is_said_on_the_calendar_where_no_form_is_open(
    visitor: Visitor, rita: Member, to_do: Activity
) -> None:
    verbs.cancel(to_do, by=rita)
    before = due(to_do)
    sent = {"to_day": "2026-04-01", "next": "/calendar/"}
    answer = visitor.log_in(rita).client.post(
        f"/activities/{to_do.pk}/due/", sent, headers={"HX-Request": "true", "HX-Target": "calendar"}
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/calendar/")
    assert "This activity is cancelled already." in visitor.read("/calendar/")
    assert due(to_do) == before


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose the new day."),
        ({"due_on": "soon"}, "“soon” is not a day."),
        ({"due_on": "9999-12-31", "due_time": "23:59"}, "That day is too far away. Check the year."),
        ({"due_on": "1026-04-01"}, "That day is too far away. Check the year."),
        ({"due_on": "2026-04-01", "due_time": "late"}, "“late” is not a time."),
        ({"due_time": "09:00"}, "Say on which day."),
    ],
)
def test_what_cannot_be_is_said(
    sent: dict[str, str], said: str, visitor: Visitor, rita: Member, to_do: Activity
) -> None:
    before = due(to_do)
    response = visitor.log_in(rita).post(f"/activities/{to_do.pk}/due/", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert due(to_do) == before


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, to_do: Activity, request: pytest.FixtureRequest
) -> None:
    before = due(to_do)
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.get(f"/activities/{to_do.pk}/due/").status_code == 404
    assert visitor.post(f"/activities/{to_do.pk}/due/", {"to": "tomorrow"}).status_code == 404
    assert due(to_do) == before


def test_a_time_that_the_clock_leaps_over_is_told_as_it_is_kept(
    visitor: Visitor, rita: Member, to_do: Activity
) -> None:
    visitor.log_in(rita)
    visitor.post(f"/activities/{to_do.pk}/due/", {"due_on": "2026-09-27", "due_time": "02:30", "next": "/day/"})
    assert due(to_do) == (date(2026, 9, 27), datetime(2026, 9, 26, 14, 30, tzinfo=UTC))
    said = visitor.read("/day/")
    assert "3:30" in said
    assert "2:30" not in said
