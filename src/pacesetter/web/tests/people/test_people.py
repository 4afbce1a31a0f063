"""The list of members."""

import pytest

from pacesetter.conftest import make_member
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import archive, invite, revoke_invitation
from pacesetter.tenancy.models import Organisation
from pacesetter.web.tests.conftest import Visitor


def test_everybody_is_there_with_role_team_and_state(
    visitor: Visitor, ada: Member, mona: Member, bdm: SalesRole, raj: Member
) -> None:
    nia = invite(by=ada, email="nia@acme.example", name="Nia").member
    omar = invite(by=ada, email="omar@acme.example", name="Omar").member
    revoke_invitation(omar, by=ada)
    archive(raj, by=ada)
    page = visitor.log_in(ada).read("/settings/people/")
    assert "Business Development Manager" in page
    assert "North (lead)" in page
    assert "raj@" not in page
    assert page.count("state-invited") == page.count("state-expired") == 1
    assert f"/settings/people/{nia.pk}/" in page
    assert "raj@" in visitor.read("/settings/people/?state=archived")
    invited = visitor.read("/settings/people/?state=invited")
    assert "nia@" in invited
    assert "rita@" not in invited


def test_search_finds_names_and_addresses(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    visitor.log_in(ada)
    assert "raj@" not in visitor.read("/settings/people/?search=rit")
    assert "rita@" in visitor.read("/settings/people/?search=RITA@acme")
    assert "Nobody like that" in visitor.read("/settings/people/?search=zz")


def test_htmx_gets_the_list_alone(visitor: Visitor, ada: Member) -> None:
    part = visitor.log_in(ada).read("/settings/people/", **{"HX-Request": "true"})
    assert "<html" not in part
    assert 'id="people"' in part


@pytest.mark.parametrize("who", ["rita", "mona", "colm"])
def test_it_is_for_administrators(
    who: str, visitor: Visitor, organisation: Organisation, rita: Member, mona: Member
) -> None:
    colm = make_member(organisation, "Colm", "coordinator")
    visitor.log_in({"rita": rita, "mona": mona, "colm": colm}[who])
    assert visitor.get("/settings/people/").status_code == 403


def test_another_organisation_sees_its_own(visitor: Visitor, rita: Member, otto: Member) -> None:
    page = visitor.log_in(otto).read("/settings/people/?state=all")
    assert "otto@" in page
    assert "rita@" not in page


def test_more_people_make_no_more_queries(visitor: Visitor, organisation: Organisation, ada: Member) -> None:
    visitor.log_in(ada)
    visitor.read("/settings/people/")

    few = visitor.queries("/settings/people/")
    for number in range(30):
        make_member(organisation, f"P{number}")
    assert visitor.queries("/settings/people/") == few
    for number in range(30, 60):
        make_member(organisation, f"P{number}")
    assert "Page 1 of 2" in visitor.read("/settings/people/")
    assert visitor.queries("/settings/people/") == few
