"""Deleting an activity, and restoring it."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.scene import totals
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last


@pytest.fixture
def logged(rita: Member, call: ActivityType) -> Activity:
    return verbs.log(by=rita, activity_type=call, owner=rita)


def test_it_is_gone_and_comes_back(visitor: Visitor, rita: Member, logged: Activity) -> None:
    before = totals()
    visitor.log_in(rita).post(f"/activities/{logged.pk}/deletion/", {"next": "/day/"})
    assert totals() == {}
    page = visitor.read("/day/")
    assert "Deleted: Discovery call." in page
    assert "Back again" in undo_last(visitor, page)
    assert totals() == before


def test_what_another_is_a_duplicate_of_is_refused(
    visitor: Visitor, rita: Member, call: ActivityType, logged: Activity
) -> None:
    twin = verbs.log(by=rita, activity_type=call, owner=rita)
    verbs.mark_duplicate(twin, by=rita, of=logged)
    visitor.log_in(rita).post(f"/activities/{logged.pk}/deletion/", {})
    assert "Take that mark away first." in visitor.read("/day/")
    assert Activity.objects.get(pk=logged.pk).deleted_at is None


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, logged: Activity, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.post(f"/activities/{logged.pk}/deletion/", {}).status_code == 404
    assert Activity.objects.get().deleted_at is None
