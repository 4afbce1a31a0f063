"""Completing by one tap, and taking it back."""

from datetime import timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.tests.scene import totals
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.closing import close
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, subject="Jane")


def address(to_do: Activity) -> str:
    return f"/activities/{to_do.pk}/completion/"


def test_it_asks_how_it_ended_with_the_minutes_filled_in(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    visitor.log_in(rita)
    part = visitor.read(address(to_do), hx_request="true")
    assert "<html" not in part
    page = visitor.read(address(to_do))
    for text in (part, page):
        assert "Connected" in text
        assert "Voicemail" in text
        assert 'value="10"' in text


def test_a_press_completes_and_undo_opens_again(
    visitor: Visitor, rita: Member, to_do: Activity, connected: Outcome
) -> None:
    before = totals()
    sent = {"outcome": str(connected.pk), "minutes": "25", "note": "Likes it", "next": "/day/"}
    response = visitor.log_in(rita).post(address(to_do), sent)
    assert (response.status_code, response.headers["Location"]) == (303, "/day/")
    to_do.refresh_from_db()
    assert (to_do.status, to_do.outcome, to_do.minutes, to_do.note) == ("completed", connected, 25, "Likes it")
    page = visitor.read("/day/")
    assert "Done: Discovery call · Jane." in page
    assert "Open again" in undo_last(visitor, page)
    assert totals() == before


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"minutes": "ten"}, "Give whole minutes"),
        ({"minutes": "9999"}, "between 0 and 1440"),
        ({"outcome": "999"}, "Choose how it ended"),
    ],
)
def test_what_cannot_be_is_said_under_the_to_do(
    sent: dict[str, str], said: str, visitor: Visitor, rita: Member, to_do: Activity
) -> None:
    response = visitor.log_in(rita).post(address(to_do), sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    to_do.refresh_from_db()
    assert to_do.status == Status.PLANNED


def test_a_type_that_needs_an_outcome_gets_one(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    ActivityType.objects.update(needs_outcome=True)
    assert 'name="outcome" value=""' not in visitor.log_in(rita).read(address(to_do))
    assert visitor.post(address(to_do), {}).status_code == 422


def test_a_second_press_says_that_it_is_done(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    visitor.log_in(rita).post(address(to_do), {})
    response = visitor.post(address(to_do), {})
    assert response.status_code == 422
    assert "completed already" in response.content.decode()


def test_a_locked_period_refuses_in_words(visitor: Visitor, rita: Member, ada: Member, call: ActivityType) -> None:
    last_month = NOW - timedelta(days=31)
    logged = verbs.log(by=rita, activity_type=call, owner=rita, at=last_month)
    close(period_holding(PeriodKind.MONTH, last_month.date(), Calendar()), by=ada, locked=True)
    visitor.log_in(rita).post(address(logged), {"_method": "DELETE", "next": "/day/"})
    assert "closed and locked" in visitor.read("/day/")
    assert Activity.objects.get(pk=logged.pk).status == Status.COMPLETED


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, to_do: Activity, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.get(address(to_do)).status_code == 404
    assert visitor.post(address(to_do), {}).status_code == 404
    assert visitor.delete(address(to_do)).status_code == 404
    to_do.refresh_from_db()
    assert to_do.status == Status.PLANNED


def test_nobody_is_sent_to_another_site(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    response = visitor.log_in(rita).post(address(to_do), {"next": "//evil.example/"})
    assert response.headers["Location"] == "/day/"


def test_the_minutes_since_dialling_are_filled_in(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    visitor.log_in(rita)
    assert 'value="7"' in visitor.read(f"{address(to_do)}?minutes=7", hx_request="true")
    for wrong in ("-7", "seven", "7777", "%22"):
        assert 'value="10"' in visitor.read(f"{address(to_do)}?minutes={wrong}", hx_request="true")
