"""Ending a screen."""

import pytest

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, Team
from pacesetter.rewards.models import Screen
from pacesetter.rewards.screens import screen_of
from pacesetter.rewards.verbs import OpenedScreen, open_screen, revoke_screen
from pacesetter.tenancy.models import Organisation


@pytest.fixture
def opened(organisation: Organisation, ada: Member, rita: Member) -> OpenedScreen:
    """A screen of the team North."""
    kpi = Kpi.objects.create(name="Calls")
    return open_screen(by=ada, name="Floor", team=Team.objects.get(name="North"), kpis=[kpi])


def test_its_link_shows_nothing_from_then_on(opened: OpenedScreen, ada: Member) -> None:
    revoke_screen(opened.screen, by=ada)
    assert screen_of(opened.secret) is None
    with pytest.raises(Refusal, match="already"):
        revoke_screen(opened.screen, by=ada)


def test_the_lead_of_its_team_may(opened: OpenedScreen, mona: Member) -> None:
    revoke_screen(opened.screen, by=mona)
    assert Screen.objects.get().revoked_at is not None


@pytest.mark.parametrize("who", ["rita", "raj", "otto"])
def test_others_may_not(who: str, opened: OpenedScreen, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        revoke_screen(opened.screen, by=request.getfixturevalue(who))
    assert screen_of(opened.secret) is not None


def test_it_ends_with_whoever_opened_it(opened: OpenedScreen, ada: Member) -> None:
    Member.objects.filter(pk=ada.pk).update(archived_at=clock.now())
    assert screen_of(opened.secret) is None
