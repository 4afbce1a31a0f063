"""Links in mails, notifications and calendars, opened by somebody of several organisations."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.people.models import Member
from pacesetter.tenancy.addresses import within
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


@pytest.fixture
def rita_at_globex(rita: Member, other_organisation: Organisation) -> Member:
    with scope(other_organisation):
        made: Member = Member.objects.create(user=rita.user, name="Rita at Globex", email="rita@globex.example")
    return made


@pytest.fixture
def to_do(rita: Member, call: ActivityType) -> Activity:
    return verbs.plan(by=rita, activity_type=call, owner=rita, subject="Ask for the order")


def test_where_the_reader_works_there_it_leads_on(visitor: Visitor, rita: Member, to_do: Activity) -> None:
    answer = visitor.log_in(rita).get(within(f"/activities/{to_do.pk}/") + "?a=1&b=%C3%A9")
    assert answer.headers["Location"] == f"/activities/{to_do.pk}/?a=1&b=%C3%A9"


def test_after_the_log_in_of_somebody_of_several_it_is_the_right_one(
    visitor: Visitor, rita: Member, rita_at_globex: Member, to_do: Activity
) -> None:
    address = within(f"/activities/{to_do.pk}/")
    assert visitor.get(address).headers["Location"] == f"/accounts/login/?next={address}"
    assert visitor.log_in(rita).get(address).headers["Location"] == f"/activities/{to_do.pk}/"
    assert "Ask for the order" in visitor.read(f"/activities/{to_do.pk}/")


def test_who_works_elsewhere_is_asked_and_changes_over_only_by_saying_so(
    visitor: Visitor, rita: Member, rita_at_globex: Member, to_do: Activity
) -> None:
    visitor.log_in(rita).post("/organisation/", {"member": str(rita_at_globex.pk)})
    address = within(f"/activities/{to_do.pk}/")
    page = visitor.read(address)
    assert "This page belongs to Acme" in page
    assert "Stay in Globex" in page
    assert "Ask for the order" not in page
    assert visitor.get(f"/activities/{to_do.pk}/").status_code == 404
    assert visitor.post(address).headers["Location"] == f"/activities/{to_do.pk}/"
    assert "Ask for the order" in visitor.read(f"/activities/{to_do.pk}/")


def test_who_does_not_belong_there_learns_nothing(visitor: Visitor, otto: Member, to_do: Activity) -> None:
    visitor.log_in(otto)
    there = visitor.get(within(f"/activities/{to_do.pk}/"))
    nowhere = visitor.get("/in/987654321/activities/1/")
    far = visitor.get(f"/in/{'9' * 30}/activities/1/")
    assert (there.status_code, nowhere.status_code, far.status_code) == (404, 404, 404)
    assert b"Acme" not in there.content
    assert visitor.post(within("/day/")).status_code == 404


@pytest.mark.parametrize("rest", ["/evil.example/", "\\evil.example/", "//evil.example/x", "/\\evil.example"])
def test_it_leads_to_no_other_site(rest: str, visitor: Visitor, rita: Member) -> None:
    answer = visitor.log_in(rita).get(within("/") + rest)
    assert answer.headers["Location"].startswith("/evil.example")
