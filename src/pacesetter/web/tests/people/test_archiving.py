"""Ending a member's time here, and beginning it again."""

from datetime import date

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.activities.verbs import plan
from pacesetter.crm.models import Company
from pacesetter.people.models import IdentityProvider, Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_address, undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return plan(by=rita, activity_type=call, owner=rita, due_on=date(2026, 3, 30))


def path(member: Member) -> str:
    return f"/settings/people/{member.pk}/archive/"


def test_the_page_says_what_goes_to_somebody_else(
    visitor: Visitor, ada: Member, rita: Member, to_do: Activity, initech: Company
) -> None:
    page = visitor.log_in(ada).read(path(rita))
    assert "e-mails that are not logged are erased" in page
    assert "Save a calendar" not in page
    assert "1 to-do" in page
    assert "1 company" in page


def test_it_has_to_be_said_who_takes_over(visitor: Visitor, ada: Member, rita: Member, to_do: Activity) -> None:
    page = visitor.log_in(ada).post(path(rita), {"last_day": "2026-03-23"}).content.decode()
    assert "Choose who takes over" in page
    rita.refresh_from_db()
    assert not rita.is_archived


def test_archiving_hands_over_and_closes_the_log_in(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, to_do: Activity, initech: Company
) -> None:
    theirs = Visitor().log_in(rita)
    given = {"last_day": "2026-03-23", "hand_over_to": str(raj.pk), "reason": "moves on"}
    assert visitor.log_in(ada).post(path(rita), given).headers["Location"] == f"/settings/people/{rita.pk}/"
    rita.refresh_from_db()
    to_do.refresh_from_db()
    initech.refresh_from_db()
    assert rita.left_on == date(2026, 3, 24)
    assert (to_do.owner_id, initech.sales_rep_id) == (raj.pk, raj.pk)
    assert theirs.get("/scorecard/").status_code == 302
    assert "Rita is archived." in visitor.read("/settings/people/")


def test_undo_takes_the_hand_over_back_too(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, to_do: Activity, initech: Company
) -> None:
    visitor.log_in(ada).post(path(rita), {"last_day": "2026-03-23", "hand_over_to": str(raj.pk)})
    initech.refresh_from_db()
    assert initech.sales_rep == raj
    assert "Rita is here as before. Accounts" in undo_last(visitor, visitor.read("/settings/people/"))
    for row in (rita, to_do, initech):
        row.refresh_from_db()
    assert (rita.is_archived, rita.left_on, rita.leave.exists()) == (False, None, False)
    assert (to_do.owner, initech.sales_rep) == (rita, rita)


def test_undo_says_what_stays_with_the_other(
    visitor: Visitor, ada: Member, rita: Member, raj: Member, mona: Member, to_do: Activity, initech: Company
) -> None:
    visitor.log_in(ada).post(path(rita), {"last_day": "2026-03-23", "hand_over_to": str(raj.pk)})
    address = undo_address(visitor.read("/settings/people/"))
    Company.objects.update(sales_rep=mona)
    visitor.delete(address)
    page = visitor.read(f"/settings/people/{rita.pk}/")
    assert "1 of what was handed over has changed since and stays where it is." in page
    visitor.delete(address)
    assert "Rita is not archived." in visitor.read(f"/settings/people/{rita.pk}/")


def test_somebody_returns_on_a_day(visitor: Visitor, ada: Member, rita: Member) -> None:
    visitor.log_in(ada).post(path(rita), {"last_day": "2026-03-23"})
    back = {"_method": "DELETE", "returns_on": "2026-04-01", "confirmed": "yes"}
    visitor.post(path(rita), back)
    assert rita.leave.get().ends_on == date(2026, 4, 1)
    visitor.post(path(rita), back)
    assert "Rita is not archived." in visitor.read(f"/settings/people/{rita.pk}/")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "This field is required"),
        ("soon", "Enter a valid date"),
        ("1900-01-01", "Check the year"),
        ("9999-12-31", "Check the year"),
    ],
)
def test_nobody_comes_back_on_a_day_that_is_none(
    day: str, said: str, visitor: Visitor, ada: Member, rita: Member
) -> None:
    visitor.log_in(ada).post(path(rita), {"last_day": "2026-03-23"})
    visitor.post(path(rita), {"_method": "DELETE", "returns_on": day})
    rita.refresh_from_db()
    assert rita.is_archived
    assert said in visitor.read(f"/settings/people/{rita.pk}/")


@pytest.mark.parametrize("day", ["1900-01-01", "9999-12-31"])
def test_a_last_day_of_a_mistyped_year_is_told(day: str, visitor: Visitor, ada: Member, rita: Member) -> None:
    answer = visitor.log_in(ada).post(path(rita), {"last_day": day})
    assert "too far away. Check the year" in answer.content.decode()
    rita.refresh_from_db()
    assert not rita.is_archived


def test_a_lead_archives_nobody_and_takes_nothing_back(
    visitor: Visitor, ada: Member, mona: Member, rita: Member
) -> None:
    assert visitor.log_in(mona).post(path(rita), {"last_day": "2026-03-23"}).status_code == 403
    rita.refresh_from_db()
    assert not rita.is_archived
    Visitor().log_in(ada).post(path(rita), {"last_day": "2026-03-23"})
    assert visitor.delete(path(rita)).status_code == 403
    rita.refresh_from_db()
    assert rita.is_archived


def test_who_gets_in_while_the_provider_is_down_is_not_archived_unawares(
    visitor: Visitor, ada: Member, mona: Member
) -> None:
    Member.objects.filter(pk=mona.pk).update(access_level="administrator")
    assert "Name somebody else first" not in visitor.log_in(ada).read(path(mona))
    IdentityProvider.objects.create(issuer="https://log-in.example", client_id="k", is_only_way=True, break_glass=mona)
    visitor.log_in(mona)
    assert "Name somebody else first" in visitor.read(path(mona))
