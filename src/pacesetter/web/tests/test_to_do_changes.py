"""Several to-dos at once."""

from datetime import date

import pytest

from pacesetter.activities import catalogue, verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
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
    page = change(visitor, to_dos, "hand_over", owner=str(raj.pk))
    assert (
        "3 to-dos stay as they are. To colleagues outside of the teams that you lead you may hand over your own" in page
    )
    assert rows() == before


def test_own_ones_go_to_any_colleague_and_come_back(
    visitor: Visitor, rita: Member, raj: Member, to_dos: list[Activity]
) -> None:
    before, counted = rows(), totals()
    page = visitor.log_in(rita).read("/todos/")
    assert f'<option value="{raj.pk}">Raj</option>' in page
    page = change(visitor, to_dos, "hand_over", owner=str(raj.pk))
    assert "3 to-dos handed over." in page
    assert {(row[2], row[3]) for row in rows()} == {(raj.pk, raj.pk)}
    totals()
    assert "Undone for 3 to-dos." in undo_last(visitor, page)
    assert rows() == before
    assert totals() == counted


def test_what_the_new_owner_has_done_is_not_taken_back(
    visitor: Visitor, rita: Member, raj: Member, to_dos: list[Activity]
) -> None:
    page = change(visitor.log_in(rita), to_dos, "hand_over", owner=str(raj.pk))
    verbs.complete(Activity.objects.get(pk=to_dos[0].pk), by=raj)
    assert "Undone for 2 to-dos. 1 has changed since" in undo_last(visitor, page)
    assert [row[2] for row in rows()] == [raj.pk, rita.pk, rita.pk]


def test_nobody_hands_over_to_another_organisation(
    visitor: Visitor, rita: Member, otto: Member, to_dos: list[Activity]
) -> None:
    before = rows()
    assert "Choose who takes them over." in change(visitor.log_in(rita), to_dos, "hand_over", owner=str(otto.pk))
    assert rows() == before


def test_what_somebody_has_already_stays(visitor: Visitor, rita: Member, raj: Member, to_dos: list[Activity]) -> None:
    page = change(visitor.log_in(rita), to_dos, "hand_over", owner=str(rita.pk))
    assert "3 to-dos stay as they are. Rita has it already." in page


def test_what_cannot_be_done_stays_and_says_why(visitor: Visitor, rita: Member, to_dos: list[Activity]) -> None:
    verbs.complete(to_dos[0], by=rita)
    page = change(visitor.log_in(rita), to_dos, "complete")
    assert "2 to-dos done." in page
    assert "1 to-do stays as it is. This activity is completed already." in page


@pytest.fixture
def calls_too(rita: Member, call: ActivityType, to_dos: list[Activity]) -> list[Activity]:
    return [*to_dos, *(verbs.plan(by=rita, activity_type=call, owner=rita, due_on=TODAY) for _ in range(2))]


def test_how_they_ended_is_asked_once_for_each_type(
    visitor: Visitor, rita: Member, call: ActivityType, connected: Outcome, calls_too: list[Activity]
) -> None:
    ids = [str(one.pk) for one in calls_too]
    sent: dict[str, str | list[str]] = {"activity": ids, "do": "complete", "next": "/todos/"}
    response = visitor.log_in(rita).post("/todos/changes/", sent)
    page = response.content.decode()
    assert response.status_code == 200
    # A demo has no outcomes, so it is not asked about.
    assert page.count("<select") == 1
    assert f'name="outcome-{call.pk}"' in page
    assert "Just done" in page
    assert all(f'name="activity" value="{one}"' in page for one in ids)
    assert {row[0] for row in rows()} == {"planned"}
    page = change(visitor, calls_too, "complete", ended="yes", **{f"outcome-{call.pk}": str(connected.pk)})
    assert "5 to-dos done." in page
    done = Activity.objects.filter(activity_type=call)
    assert set(done.values_list("outcome_id", flat=True)) == {connected.pk}
    assert "Undone for 5 to-dos." in undo_last(visitor, page)
    assert not done.exclude(status="planned", outcome=None).exists()


def test_without_an_outcome_they_are_just_done(
    visitor: Visitor, rita: Member, call: ActivityType, calls_too: list[Activity]
) -> None:
    page = change(visitor.log_in(rita), calls_too, "complete", ended="yes", **{f"outcome-{call.pk}": ""})
    assert "5 to-dos done." in page


@pytest.mark.parametrize("written", ["", "x", "987654"])
def test_an_outcome_that_is_needed_is_asked_for_until_it_is_there(
    written: str, visitor: Visitor, rita: Member, call: ActivityType, calls_too: list[Activity]
) -> None:
    ActivityType.objects.filter(pk=call.pk).update(needs_outcome=True)
    catalogue.forget()
    sent: dict[str, str | list[str]] = {"activity": [str(one.pk) for one in calls_too], "do": "complete"}
    page = visitor.log_in(rita).post("/todos/changes/", sent).content.decode()
    assert "Just done" not in page
    assert "Choose how it ended." not in page
    response = visitor.post("/todos/changes/", {**sent, "ended": "yes", f"outcome-{call.pk}": written})
    assert response.status_code == 422
    assert "Choose how it ended." in response.content.decode()
    assert {row[0] for row in rows()} == {"planned"}


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
