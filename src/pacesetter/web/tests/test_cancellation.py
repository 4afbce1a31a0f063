"""Cancelling a to-do, and taking it back."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.scene import totals
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita)


def test_it_is_cancelled_and_opened_again(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    before = totals()
    visitor.log_in(rita).post(f"/activities/{to_do.pk}/cancellation/", {"next": "/todos/"})
    assert totals() == {}
    page = visitor.read("/todos/")
    assert "Cancelled: Discovery call." in page
    undo_last(visitor, page)
    assert totals() == before


def test_what_is_done_is_refused(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    verbs.complete(to_do, by=rita)
    visitor.log_in(rita).post(f"/activities/{to_do.pk}/cancellation/", {})
    assert "completed already" in visitor.read("/day/")


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, to_do: Activity, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.post(f"/activities/{to_do.pk}/cancellation/", {}).status_code == 404
    assert Activity.objects.get().status == "planned"
