"""Working in several organisations with one log-in."""

import pytest

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
from pacesetter.web.tests.conftest import Visitor


@pytest.fixture
def rita_at_globex(rita: Member, other_organisation: Organisation) -> Member:
    with scope(other_organisation):
        made: Member = Member.objects.create(user=rita.user, name="Rita at Globex", email="rita@globex.example")
    return made


def test_the_only_one_is_chosen_by_itself(visitor: Visitor, rita: Member) -> None:
    assert "Rita" in visitor.log_in(rita).read("/scorecard/")


def test_of_several_one_has_to_be_chosen_and_stays_chosen(
    visitor: Visitor, rita: Member, rita_at_globex: Member
) -> None:
    assert visitor.log_in(rita).get("/scorecard/").headers["Location"] == "/organisation/?next=/scorecard/"
    page = visitor.read("/organisation/")
    assert "Acme" in page
    assert "Globex" in page
    assert visitor.post("/organisation/", {"member": str(rita_at_globex.pk)}).headers["Location"] == "/"
    assert "Rita at Globex" in visitor.read("/scorecard/")


def test_whoever_was_on_the_way_to_a_page_goes_on_to_it(visitor: Visitor, rita: Member, rita_at_globex: Member) -> None:
    sent_to = visitor.log_in(rita).get("/board/?period=week").headers["Location"]
    assert 'name="next" value="/board/?period=week"' in visitor.read(sent_to)
    chosen = {"member": str(rita_at_globex.pk), "next": "/board/?period=week"}
    assert visitor.post("/organisation/", chosen).headers["Location"] == "/board/?period=week"
    # What was sent can't be sent again, and nobody is sent elsewhere.
    for elsewhere in ("//evil.example/", "https://evil.example/", "evil.example"):
        assert visitor.post("/organisation/", {**chosen, "next": elsewhere}).headers["Location"] == "/"


def test_who_sends_a_form_before_choosing_is_asked_without_it(
    visitor: Visitor, rita: Member, rita_at_globex: Member
) -> None:
    assert visitor.log_in(rita).post("/quick-log/", {}).headers["Location"] == "/organisation/"


def test_a_membership_of_somebody_else_cannot_be_chosen(visitor: Visitor, rita: Member, otto: Member) -> None:
    visitor.log_in(rita)
    for wanted in (str(otto.pk), "", "nonsense", "9" * 40):
        assert visitor.post("/organisation/", {"member": wanted}).status_code == 404


def test_who_is_not_logged_in_is_sent_to_log_in(visitor: Visitor, organisation: Organisation) -> None:
    assert visitor.get("/organisation/").headers["Location"].startswith("/accounts/login/")
