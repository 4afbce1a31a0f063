"""Several to-dos at once."""

from datetime import date

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.activities.tests.scene import totals
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")
TODAY = date(2026, 3, 23)


@pytest.fixture
def to_dos(rita: Member, meeting: ActivityType) -> list[Activity]:
    return [verbs.plan(by=rita, activity_type=meeting, owner=rita, due_on=TODAY) for _ in range(3)]


def change(visitor: Visitor, to_dos: list[Activity], do: str, **more: str) -> str:
    sent: dict[str, str | list[str]] = {"activity": [str(one.pk) for one in to_dos], "do": do, "next": "/todos/"}
    response = visitor.post("/todos/changes/", {**sent, **more})
    assert (response.status_code, response.headers["Location"]) == (303, "/todos/")
    return visitor.read("/todos/")


def rows() -> list[tuple[object, ...]]:
    return list(Activity.objects.order_by("pk").values_list("status", "due_on", "owner_id", "booked_for_id"))


@pytest.mark.parametrize(
    ("do", "more", "said"),
    [
        ("complete", {}, "3 to-dos done."),
        ("cancel", {}, "3 to-dos cancelled."),
        ("move", {"to": "next_working_day"}, "3 to-dos moved."),
        ("move", {"due_on": "2026-05-04"}, "3 to-dos moved."),
    ],
)
def test_one_undo_takes_all_of_it_back(
    do: str, more: dict[str, str], said: str, visitor: Visitor, rita: Member, to_dos: list[Activity]
) -> None:
    before, counted = rows(), totals()
    page = change(visitor.log_in(rita), to_dos, do, **more)
    assert said in page
    assert all(old != new for old, new in zip(before, rows(), strict=True))
    totals()
    assert "Undone for 3 to-dos." in undo_last(visitor, page)
    assert rows() == before
    assert totals() == counted


def test_a_lead_hands_over_within_the_team_alone(
    visitor: Visitor, mona: Member, rita: Member, raj: Member, to_dos: list[Activity]
) -> None:
    before = rows()
    page = change(visitor.log_in(mona), to_dos, "hand_over", owner=str(mona.pk))
    assert "3 to-dos handed over." in page
    assert {row[2] for row in rows()} == {mona.pk}
    assert "Undone" in undo_last(visitor, page)
    assert rows() == before
    response = visitor.post("/todos/changes/", {"activity": str(to_dos[0].pk), "do": "hand_over", "owner": str(raj.pk)})
    assert response.status_code == 404
    assert rows() == before


def test_what_cannot_be_done_stays_and_says_why(
    visitor: Visitor, rita: Member, call: ActivityType, to_dos: list[Activity]
) -> None:
    ActivityType.objects.filter(pk=call.pk).update(needs_outcome=True)
    needy = verbs.plan(by=rita, activity_type=call, owner=rita)
    page = change(visitor.log_in(rita), [*to_dos, needy], "complete")
    assert "3 to-dos done." in page
    assert "1 to-do stays as it is. Choose how it ended." in page
    assert Activity.objects.get(pk=needy.pk).status == Status.PLANNED


@pytest.mark.parametrize(
    ("do", "more", "said"),
    [
        ("", {}, "Choose what to do with them."),
        ("move", {"to": ""}, "Choose the new day."),
        ("move", {"due_on": "soon"}, "is not a day"),
        ("hand_over", {}, "Choose who takes them over."),
    ],
)
def test_what_is_missing_is_said(
    do: str, more: dict[str, str], said: str, visitor: Visitor, rita: Member, to_dos: list[Activity]
) -> None:
    assert said in change(visitor.log_in(rita), to_dos, do, **more)
    assert {row[0] for row in rows()} == {"planned"}


def test_none_chosen_is_said(visitor: Visitor, rita: Member) -> None:
    assert "Choose at least one" in change(visitor.log_in(rita), [], "complete")


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_changes_nothing(
    somebody: str, visitor: Visitor, to_dos: list[Activity], request: pytest.FixtureRequest
) -> None:
    before = rows()
    assert "Choose at least one" in change(visitor.log_in(request.getfixturevalue(somebody)), to_dos, "complete")
    assert rows() == before
