"""Screens on the wall: making and ending links, and what a link shows."""

import re
from datetime import UTC, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, Team
from pacesetter.rewards.models import Screen
from pacesetter.web.live.handover import HEADER
from pacesetter.web.tests.conftest import Visitor

pytestmark = pytest.mark.usefixtures("at_noon", "connects")


def link_of(visitor: Visitor, kpi: Kpi, team: Team | None = None) -> str:
    """Open a screen on the page, and give the path of its link."""
    fields = {"name": "Floor", "team": str(team.pk) if team else "", "period_kind": "month", "kpis": str(kpi.pk)}
    response = visitor.post("/leaderboard/screens/", fields)
    assert response.status_code == 200
    found = re.search(r'href="http://testserver(/screens/[^"]+)"', response.content.decode())
    assert found is not None
    return found[1]


def test_the_link_shows_its_kpi_without_a_log_in(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    path = link_of(visitor.log_in(ada), calls)
    stranger = Visitor()
    page = stranger.read(path)
    assert "Rita" in page
    assert "Connected calls" not in page
    assert "/members/" not in page
    assert stranger.get(path).headers["Referrer-Policy"] == "no-referrer"
    # The secret is kept nowhere, and so shown on no later page.
    assert path not in visitor.read("/leaderboard/screens/")


def test_a_screen_of_a_team_shows_nobody_else(visitor: Visitor, mona: Member, done: None, calls: Kpi) -> None:
    path = link_of(visitor.log_in(mona), calls, Team.objects.get(name="North"))
    page = Visitor().read(path)
    assert "Rita" in page
    assert "Raj" not in page


def test_a_lead_makes_none_of_another_team(visitor: Visitor, mona: Member, done: None, calls: Kpi) -> None:
    south = Team.objects.get(name="South")
    fields = {"name": "Floor", "team": str(south.pk), "period_kind": "month", "kpis": str(calls.pk)}
    assert "Select a valid choice" in visitor.log_in(mona).post("/leaderboard/screens/", fields).content.decode()
    assert not Screen.objects.exists()


def test_a_team_member_sees_no_screens(visitor: Visitor, rita: Member, done: None) -> None:
    assert visitor.log_in(rita).get("/leaderboard/screens/").status_code == 403


def test_an_ended_link_shows_nothing_and_its_stream_ends(visitor: Visitor, ada: Member, done: None, calls: Kpi) -> None:
    path = link_of(visitor.log_in(ada), calls)
    assert Visitor().get(f"/live{path}").headers[HEADER].startswith(f"{ada.organisation_id} screen-")
    address = f"/leaderboard/screens/{Screen.objects.get().pk}/"
    assert "End the screen “Floor”?" in visitor.delete(address).content.decode()
    assert "Rita" in Visitor().read(path)
    assert visitor.delete(address, sure=True).status_code == 302
    response = Visitor().get(path)
    assert response.status_code == 410
    assert "Rita" not in response.content.decode()
    assert Visitor().get(f"/live{path}").status_code == 204


def test_a_guessed_link_shows_nothing(visitor: Visitor, done: None) -> None:
    assert visitor.get("/screens/guessed/").status_code == 410


@pytest.mark.parametrize("who", ["raj", "otto"])
def test_others_end_no_screen(
    who: str, visitor: Visitor, ada: Member, done: None, calls: Kpi, request: pytest.FixtureRequest
) -> None:
    link_of(visitor.log_in(ada), calls)
    address = f"/leaderboard/screens/{Screen.objects.get().pk}/"
    assert visitor.log_in(request.getfixturevalue(who)).delete(address).status_code == 404
    assert Screen.objects.get().revoked_at is None


def test_a_reached_target_stands_ready_to_be_celebrated(
    visitor: Visitor, ada: Member, rita: Member, call: ActivityType, calls: Kpi, done: None
) -> None:
    path = link_of(visitor.log_in(ada), calls)
    assert "data-reached" not in Visitor().read(path)
    calls.targets.update(quantity="1")
    Screen.objects.update(period_kind="day")
    for _ in range(3):
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 22, 22, tzinfo=UTC))
    ada.organisation.settings_version += 1
    ada.organisation.save()
    assert "Rita reached the target: Calls 3" in Visitor().read(path)
