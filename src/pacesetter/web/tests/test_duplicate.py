"""Marking a duplicate."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.tests.scene import totals
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def twins(rita: Member, call: ActivityType) -> tuple[Activity, Activity]:
    first, second = (verbs.log(by=rita, activity_type=call, owner=rita, subject=name) for name in ("One", "Two"))
    return first, second


def test_one_of_two_counts_and_undo_lets_both(visitor: Visitor, rita: Member, twins: tuple[Activity, Activity]) -> None:
    first, second = twins
    before = totals()
    address = f"/activities/{second.pk}/duplicate/"
    assert f'value="{first.pk}"' in visitor.log_in(rita).read(address)
    visitor.post(address, {"of": str(first.pk)})
    assert totals()[rita.pk][0][1] == 1
    page = visitor.read(f"/activities/{second.pk}/")
    assert "This is a duplicate" in page
    undo_last(visitor, page)
    assert totals() == before


def test_it_must_be_another_one(visitor: Visitor, rita: Member, twins: tuple[Activity, Activity]) -> None:
    _first, second = twins
    for of in ("", str(second.pk)):
        response = visitor.log_in(rita).post(f"/activities/{second.pk}/duplicate/", {"of": of})
        assert response.status_code == 422
        assert "Choose the one activity that should count." in response.content.decode()


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, twins: tuple[Activity, Activity], request: pytest.FixtureRequest
) -> None:
    first, second = twins
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.post(f"/activities/{second.pk}/duplicate/", {"of": str(first.pk)}).status_code == 404
    assert Activity.objects.filter(duplicate_of__isnull=False).count() == 0
