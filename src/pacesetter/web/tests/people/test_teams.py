"""The teams."""

from datetime import date

import pytest

from pacesetter.people.models import Member, Team, TeamMembership
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon")


def test_teams_are_listed_with_lead_and_number(visitor: Visitor, ada: Member, mona: Member, rita: Member) -> None:
    page = visitor.log_in(ada).read("/settings/teams/")
    assert "North" in page
    assert "Mona" in page
    assert ">2</td>" in page


def test_a_team_is_added_renamed_archived_and_offered_again(visitor: Visitor, ada: Member) -> None:
    visitor.log_in(ada).post("/settings/teams/", {"name": "East"})
    east = Team.objects.get()
    address = f"/settings/teams/{east.pk}/"
    visitor.post(address, {"name": "Far East"})
    east.refresh_from_db()
    assert east.name == "Far East"
    visitor.post(address + "archive/")
    east.refresh_from_db()
    assert east.archived_at is not None
    page = visitor.read("/settings/teams/")
    assert "Undo" in page
    assert "Archived" in page
    visitor.delete(address + "archive/")
    east.refresh_from_db()
    assert east.archived_at is None


def test_a_name_that_is_taken_is_told(visitor: Visitor, ada: Member, rita: Member, raj: Member) -> None:
    visitor.log_in(ada)
    assert "There is one already." in visitor.post("/settings/teams/", {"name": "north"}).content.decode()
    south = Team.objects.get(name="South")
    assert "There is one already." in visitor.post(f"/settings/teams/{south.pk}/", {"name": "North"}).content.decode()


def test_a_team_that_somebody_is_in_is_not_archived(visitor: Visitor, ada: Member, rita: Member) -> None:
    team = Team.objects.get()
    visitor.log_in(ada).post(f"/settings/teams/{team.pk}/archive/")
    team.refresh_from_db()
    assert team.archived_at is None
    assert "Rita still has “North”" in visitor.read(f"/settings/teams/{team.pk}/")


def test_a_member_is_added_from_the_team_and_taken_out_there(
    visitor: Visitor, ada: Member, rita: Member, raj: Member
) -> None:
    team = Team.objects.get(name="North")
    address = f"/settings/teams/{team.pk}/"
    given = {"member-member": str(raj.pk), "member-starts_on": "2026-03-02", "member-is_lead": "on"}
    visitor.log_in(ada).post(address + "members/", given)
    row = TeamMembership.objects.get(member=raj, team=team)
    assert row.is_lead
    assert "belongs to this team already" in visitor.post(address + "members/", given).content.decode()
    left = visitor.post(f"/settings/memberships/{row.pk}/", {"last_day": "2026-03-22", "from": "team"})
    assert left.headers["Location"] == address
    row.refresh_from_db()
    assert row.ends_on == date(2026, 3, 23)
    assert "Raj" in visitor.read(address)


def test_nobody_else_sees_them(visitor: Visitor, mona: Member) -> None:
    visitor.log_in(mona)
    assert visitor.get("/settings/teams/").status_code == 403
    assert visitor.post("/settings/teams/", {"name": "East"}).status_code == 403


def test_teams_are_put_in_order(visitor: Visitor, ada: Member, mona: Member) -> None:
    Team.objects.all().delete()
    for place, name in enumerate(("North", "South", "West")):
        Team.objects.create(name=name, position=place)
    west = Team.objects.get(name="West")
    visitor.log_in(ada)
    for to in ("up", "up", "up", "sideways"):
        visitor.post("/settings/teams/order/", {"team": str(west.pk), "to": to})
    assert [one.name for one in Team.objects.all()] == ["North", "West", "South"]
    assert visitor.log_in(mona).post("/settings/teams/order/", {"team": str(west.pk), "to": "up"}).status_code == 403
