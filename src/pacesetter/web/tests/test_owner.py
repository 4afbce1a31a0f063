"""Handing one to-do over."""

from datetime import date

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.undoing import undo_last

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def to_do(rita: Member, call: ActivityType, initech: Company) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, due_on=date(2026, 3, 24))


def owner_of(to_do: Activity) -> int:
    to_do.refresh_from_db()
    return to_do.owner_id


def test_a_rep_gives_an_own_to_do_to_a_colleague_and_takes_it_back(
    visitor: Visitor, rita: Member, raj: Member, to_do: Activity
) -> None:
    address = f"/activities/{to_do.pk}/owner/"
    assert f'href="{address}?next=' in visitor.log_in(rita).read(f"/activities/{to_do.pk}/")
    assert f'<option value="{raj.pk}">Raj</option>' in visitor.read(address)
    response = visitor.post(address, {"owner": str(raj.pk), "next": f"/activities/{to_do.pk}/"})
    # The company is hers, so she sees what is done there.
    assert (response.status_code, response.headers["Location"]) == (303, f"/activities/{to_do.pk}/")
    assert owner_of(to_do) == raj.pk
    page = visitor.read(f"/activities/{to_do.pk}/")
    assert "Raj has it now: Discovery call · Initech." in page
    assert "Undone." in undo_last(visitor, page)
    assert owner_of(to_do) == rita.pk


def test_where_it_is_not_to_be_seen_any_more_the_list_comes_next(
    visitor: Visitor, rita: Member, raj: Member, to_do: Activity
) -> None:
    Activity.objects.filter(pk=to_do.pk).update(company=None)
    address = f"/activities/{to_do.pk}/"
    response = visitor.log_in(rita).post(f"{address}owner/", {"owner": str(raj.pk), "next": address})
    assert response.headers["Location"] == "/todos/"
    assert "Undone." in undo_last(visitor, visitor.read("/todos/"))
    assert owner_of(to_do) == rita.pk


def test_of_a_customer_that_is_not_theirs_the_new_owner_sees_the_name_alone(
    visitor: Visitor, rita: Member, raj: Member, to_do: Activity, initech: Company
) -> None:
    Company.objects.filter(pk=initech.pk).update(phone="+6493334444")
    visitor.log_in(rita).post(f"/activities/{to_do.pk}/owner/", {"owner": str(raj.pk)})
    page = visitor.log_in(raj).read(f"/activities/{to_do.pk}/")
    assert "Initech" in page
    assert "333 4444" not in page
    assert "333 4444" in visitor.log_in(rita).read(f"/activities/{to_do.pk}/")
    assert visitor.log_in(raj).get(f"/companies/{initech.pk}/").status_code == 404


@pytest.mark.parametrize(("owner", "said"), [("", "Choose who takes them over."), ("x", "Choose who takes them over.")])
def test_what_is_missing_is_said_in_the_form(
    owner: str, said: str, visitor: Visitor, rita: Member, to_do: Activity
) -> None:
    response = visitor.log_in(rita).post(f"/activities/{to_do.pk}/owner/", {"owner": owner})
    assert response.status_code == 422
    assert said in response.content.decode()


def test_what_is_done_is_not_handed_over(visitor: Visitor, rita: Member, raj: Member, to_do: Activity) -> None:
    verbs.complete(to_do, by=rita)
    address = f"/activities/{to_do.pk}/"
    assert f"{address}owner/" not in visitor.log_in(rita).read(address)
    assert visitor.post(f"{address}owner/", {"owner": str(raj.pk)}).status_code == 422
    assert owner_of(to_do) == rita.pk


def test_a_lead_hands_over_the_teams_within_it_alone(
    visitor: Visitor, mona: Member, rita: Member, raj: Member, to_do: Activity
) -> None:
    response = visitor.log_in(mona).post(f"/activities/{to_do.pk}/owner/", {"owner": str(raj.pk)})
    assert response.status_code == 422
    assert "your own to-dos alone" in response.content.decode()
    visitor.post(f"/activities/{to_do.pk}/owner/", {"owner": str(mona.pk)})
    assert owner_of(to_do) == mona.pk


@pytest.mark.parametrize("who", ["raj", "otto"])
def test_others_hand_over_nothing(
    who: str, visitor: Visitor, rita: Member, to_do: Activity, request: pytest.FixtureRequest
) -> None:
    somebody = request.getfixturevalue(who)
    visitor.log_in(somebody)
    assert visitor.get(f"/activities/{to_do.pk}/owner/").status_code == 404
    assert visitor.post(f"/activities/{to_do.pk}/owner/", {"owner": str(somebody.pk)}).status_code == 404
    assert owner_of(to_do) == rita.pk


def test_an_undo_is_of_no_use_to_another(visitor: Visitor, rita: Member, raj: Member, to_do: Activity) -> None:
    visitor.log_in(rita).post(f"/activities/{to_do.pk}/owner/", {"owner": str(raj.pk), "next": "/todos/"})
    page = visitor.read("/todos/")
    with pytest.raises(AssertionError):
        undo_last(visitor.log_in(raj), page)
    assert owner_of(to_do) == raj.pk
