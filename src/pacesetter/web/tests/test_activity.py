"""The page of one activity."""

from datetime import UTC, date, datetime, timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome
from pacesetter.activities.tests.scene import totals
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def to_do(rita: Member, call: ActivityType, initech: Company) -> Activity:
    jane = Contact.objects.create(name="Jane Doe", company=initech, phone="+6495551234")
    return verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, contacts=[jane], note="Ring twice")


def test_it_tells_the_facts_and_what_happened(
    visitor: Visitor, rita: Member, to_do: Activity, connected: Outcome
) -> None:
    verbs.complete(to_do, by=rita, outcome=connected)
    page = visitor.log_in(rita).read(f"/activities/{to_do.pk}/")
    for text in (
        "Initech",
        "Jane Doe",
        "tel:+6495551234",
        "Ring twice",
        "Connected",
        "Planned",
        "Completed",
        "Open again",
    ):
        assert text in page
    assert "outcome: none → Connected" in page


def test_buttons_are_those_that_fit_where_it_stands(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    visitor.log_in(rita)
    page = visitor.read(f"/activities/{to_do.pk}/")
    assert "Cancel the to-do" in page
    verbs.delete(to_do, by=rita)
    page = visitor.read(f"/activities/{to_do.pk}/")
    assert "Restore" in page
    assert "Cancel the to-do" not in page


def test_deleting_takes_back_that_it_was_recorded(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    visitor.log_in(rita).delete(f"/activities/{to_do.pk}/")
    assert totals() == {}
    visitor.delete(f"/activities/{to_do.pk}/")
    assert "This activity is deleted" in visitor.read("/day/")


def test_who_takes_part_sees_it_and_may_change_nothing(
    visitor: Visitor, rita: Member, raj: Member, to_do: Activity
) -> None:
    verbs.edit(to_do, by=rita, participants=[raj])
    page = visitor.log_in(raj).read(f"/activities/{to_do.pk}/")
    assert "Initech" in page
    # The customer is Rita's: its name, and nothing else of it.
    assert "Jane Doe" not in page
    assert "verb-row" not in page
    assert visitor.delete(f"/activities/{to_do.pk}/").status_code == 404


@pytest.mark.parametrize("somebody", ["raj", "otto"])
def test_somebody_without_the_access_finds_nothing(
    somebody: str, visitor: Visitor, to_do: Activity, request: pytest.FixtureRequest
) -> None:
    visitor.log_in(request.getfixturevalue(somebody))
    assert visitor.get(f"/activities/{to_do.pk}/").status_code == 404
    assert visitor.delete(f"/activities/{to_do.pk}/").status_code == 404


def test_the_history_says_the_time_of_one_that_is_moved_on_its_day(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    # Ten in the morning of 24 March in Auckland.
    ten = datetime(2026, 3, 23, 21, tzinfo=UTC)
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, due_at=ten)
    visitor.log_in(rita)
    verbs.reschedule(to_do, by=rita, due_at=ten + timedelta(hours=2))
    page = visitor.read(f"/activities/{to_do.pk}/")
    assert "due: Tue, Mar 24, 2026, 10:00 AM → Tue, Mar 24, 2026, 12:00 PM" in page.replace("\u202f", " ")
    verbs.reschedule(to_do, by=rita, due_on=date(2026, 3, 24))
    assert "12:00 PM → Tue, Mar 24, 2026<" in visitor.read(f"/activities/{to_do.pk}/").replace("\u202f", " ")
    verbs.reschedule(to_do, by=rita, due_on=date(2026, 3, 25))
    assert "due: Tue, Mar 24, 2026 → Wed, Mar 25, 2026<" in visitor.read(f"/activities/{to_do.pk}/")


def test_the_history_says_the_rhythm_and_what_is_over_repeats_no_more(
    visitor: Visitor, rita: Member, call: ActivityType
) -> None:
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 24))
    verbs.repeat(to_do, by=rita, every=2, unit="weeks")
    verbs.repeat(to_do, by=rita, every=3, unit="weeks")
    path = f"/activities/{to_do.pk}/"
    page = visitor.log_in(rita).read(path)
    assert "every 2 weeks" in page
    assert page.count("every 3 weeks") == 2
    assert "Cancelling or deleting this one ends the series." in page
    verbs.cancel(to_do, by=rita)
    page = visitor.read(path)
    assert "<dt>Repeats</dt>" not in page
    assert "Cancelling or deleting this one ends the series." not in page
