"""What follows from completing: said where it was planned, offered where it is suggested."""

import pytest

from pacesetter.activities import settings_verbs, verbs
from pacesetter.activities.models import Activity, ActivityType, NextStep, Outcome, Status
from pacesetter.activities.tests.test_next_step import values
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def suggestion(call: ActivityType, meeting: ActivityType, voicemail: Outcome) -> NextStep:
    return settings_verbs.add_next_step(
        by=None, after_type=call, **values(meeting, outcomes=[voicemail], mode="suggest")
    )


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, subject="Jane")


def open_ones() -> list[Activity]:
    return list(Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True))


def completed(visitor: Visitor, to_do: Activity, outcome: Outcome, **more: str) -> str:
    sent = {"outcome": str(outcome.pk), "next": "/day/", **more}
    assert visitor.post(f"/activities/{to_do.pk}/completion/", sent).status_code == 303
    return visitor.read("/day/")


def test_a_suggestion_is_offered_and_planned_by_one_press(
    visitor: Visitor, rita: Member, to_do: Activity, voicemail: Outcome, suggestion: NextStep
) -> None:
    page = completed(visitor.log_in(rita), to_do, voicemail)
    assert "Next step: Demo, Wed, Mar 25, 2026." in page
    path = f"/activities/{to_do.pk}/next-step/"
    assert f'action="{path}"' in page
    visitor.post(path, {"next": "/day/"})
    page = visitor.read("/day/")
    assert "Next step planned: Demo · Jane" in page
    assert [one.activity_type.name for one in open_ones()] == ["Demo"]
    assert "The next step is taken back" in undo_last(visitor, page)
    assert open_ones() == []
    visitor.delete(path)
    assert "nothing to undo" in visitor.read("/day/")


def test_it_is_planned_at_once_where_that_was_ticked(
    visitor: Visitor, rita: Member, to_do: Activity, voicemail: Outcome, suggestion: NextStep
) -> None:
    panel = visitor.log_in(rita).read(f"/activities/{to_do.pk}/completion/")
    assert "Demo, 2 working days after it was completed" in panel
    assert "After “Voicemail”:" in panel
    completed(visitor, to_do, voicemail, plan_next="yes")
    assert len(open_ones()) == 1


def test_another_outcome_offers_nothing(
    visitor: Visitor, rita: Member, to_do: Activity, connected: Outcome, suggestion: NextStep
) -> None:
    page = completed(visitor.log_in(rita), to_do, connected, plan_next="yes")
    assert "Next step" not in page
    assert open_ones() == []


def test_what_was_planned_by_itself_is_said_and_goes_with_the_undo(
    visitor: Visitor, rita: Member, mona: Member, to_do: Activity, call: ActivityType, connected: Outcome
) -> None:
    settings_verbs.add_next_step(by=None, after_type=call, **values(call, owner_rule="member", member=mona))
    page = completed(visitor.log_in(rita), to_do, connected)
    assert "Next step planned: Discovery call · Jane, Wed, Mar 25, 2026. For Mona." in page
    (following,) = open_ones()
    assert following.owner == mona
    visitor.delete(f"/activities/{to_do.pk}/completion/")
    assert [one.pk for one in open_ones()] == [to_do.pk]


def test_without_rules_the_panel_says_nothing(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    assert "What follows" not in visitor.log_in(rita).read(f"/activities/{to_do.pk}/completion/")


def test_somebody_of_another_team_is_refused(
    visitor: Visitor, raj: Member, rita: Member, to_do: Activity, voicemail: Outcome, suggestion: NextStep
) -> None:
    verbs.complete(to_do, by=rita, outcome=voicemail)
    assert visitor.log_in(raj).post(f"/activities/{to_do.pk}/next-step/").status_code == 404
    assert open_ones() == []
