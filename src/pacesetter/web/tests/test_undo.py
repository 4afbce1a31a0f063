"""The undo of several."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.undoing import Deed, Step, undo_of
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor


@pytest.fixture
def address(rita: Member, call: ActivityType) -> str:
    done = [verbs.plan(by=rita, activity_type=call, owner=rita) for _ in range(2)]
    for one in done:
        verbs.complete(one, by=rita)
    return f"/undo/{undo_of(rita, Deed.COMPLETED, [Step(one.pk, (), ()) for one in done]).as_token()}/"


def test_what_has_changed_since_is_told(visitor: Visitor, rita: Member, address: str) -> None:
    verbs.delete(Activity.objects.first(), by=rita)  # type: ignore[arg-type]
    visitor.log_in(rita).delete(address)
    assert "Undone. 1 has changed since and stays as it is." in visitor.read("/day/")


def test_a_second_press_says_that_there_is_nothing_to_undo(visitor: Visitor, rita: Member, address: str) -> None:
    visitor.log_in(rita).delete(address)
    visitor.read("/day/")
    visitor.delete(address)
    assert "nothing to undo" in visitor.read("/day/")


@pytest.mark.parametrize("somebody", ["raj", "ada", "otto"])
def test_it_is_its_makers_alone(somebody: str, visitor: Visitor, address: str, request: pytest.FixtureRequest) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.delete(address).status_code == 404
    assert set(Activity.objects.values_list("status", flat=True)) == {"completed"}


def test_what_was_made_up_is_not_found(visitor: Visitor, rita: Member) -> None:
    assert visitor.log_in(rita).delete("/undo/made-up/").status_code == 404
