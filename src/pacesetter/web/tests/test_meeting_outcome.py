"""Saying on a page how a meeting went."""

from datetime import timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company
from pacesetter.meetings.tests.test_ended import with_outcomes
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def over(rita: Member, meeting: ActivityType, initech: Company) -> Activity:
    """An hour that ended two hours ago."""
    with_outcomes(meeting, "Held", "No-show")
    starts = NOW - timedelta(hours=3)
    return verbs.plan(
        by=rita, owner=rita, activity_type=meeting, company=initech, subject="Release", due_at=starts, minutes=60
    )


def test_my_day_asks_and_one_press_answers(visitor: Visitor, rita: Member, over: Activity) -> None:
    page = visitor.log_in(rita).read("/day/")
    assert "How did it go?" in page
    assert page.count("Initech, Release") > 0
    assert f'action="/activities/{over.pk}/completion/"' not in page  # it stands in one list, not in two
    visitor.post(f"/activities/{over.pk}/meeting-outcome/", {"went": "held"})
    over.refresh_from_db()
    assert over.outcome is not None
    assert (over.status, over.outcome.name) == ("completed", "Held")
    page = visitor.read("/day/")
    assert "How did it go?" not in page
    assert "How did it go?" in undo_last(visitor, page)


def test_the_activity_s_own_page_asks_too(visitor: Visitor, rita: Member, mona: Member, over: Activity) -> None:
    for member in (rita, mona):
        assert 'name="went" value="no_show"' in visitor.log_in(member).read(f"/activities/{over.pk}/")
    visitor.post(f"/activities/{over.pk}/meeting-outcome/", {"went": "no_show", "next": f"/activities/{over.pk}/"})
    assert 'name="went"' not in visitor.read(f"/activities/{over.pk}/")


def test_what_is_not_offered_is_said(visitor: Visitor, rita: Member, over: Activity) -> None:
    visitor.log_in(rita).post(f"/activities/{over.pk}/meeting-outcome/", {"went": "sideways"})
    assert "nothing to say about this meeting" in visitor.read("/day/")
    over.refresh_from_db()
    assert over.status == "planned"


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, over: Activity, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.post(f"/activities/{over.pk}/meeting-outcome/", {"went": "held"}).status_code == 404
    over.refresh_from_db()
    assert over.status == "planned"
