"""Opening a screen."""

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member, Team
from pacesetter.rewards.screens import hash_of, screen_of
from pacesetter.rewards.verbs import open_screen
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import no_scope, scope


@pytest.fixture
def kpi(organisation: Organisation) -> Kpi:
    made: Kpi = Kpi.objects.create(name="Calls")
    return made


def test_only_a_hash_of_the_secret_is_kept(ada: Member, kpi: Kpi) -> None:
    screen, secret = open_screen(by=ada, name=" Sales  floor ", team=None, kpis=[kpi])
    assert screen.name == "Sales floor"
    assert screen.secret_hash == hash_of(secret)
    assert len(secret) >= 43
    with no_scope():
        found = screen_of(secret)
    assert found == screen
    assert Event.objects.filter(verb="screen.opened", subject_id=screen.pk, actor_id=ada.pk).exists()
    assert secret not in str(Event.objects.get(verb="screen.opened").data)


def test_a_lead_opens_one_of_the_own_team_alone(mona: Member, raj: Member, kpi: Kpi) -> None:
    north, south = Team.objects.get(name="North"), Team.objects.get(name="South")
    assert open_screen(by=mona, name="Floor", team=north, kpis=[kpi]).screen.team == north
    for team in (south, None):
        with pytest.raises(NotAllowed):
            open_screen(by=mona, name="Floor", team=team, kpis=[kpi])


def test_a_team_member_opens_none(rita: Member, kpi: Kpi) -> None:
    with pytest.raises(NotAllowed):
        open_screen(by=rita, name="Floor", team=Team.objects.get(name="North"), kpis=[kpi])


def test_another_organisation_opens_none_here(otto: Member, kpi: Kpi) -> None:
    with pytest.raises(NotAllowed):
        open_screen(by=otto, name="Floor", team=None, kpis=[kpi])


def test_a_kpi_of_another_organisation_is_not_known(ada: Member, other_organisation: Organisation) -> None:
    with scope(other_organisation):
        foreign = Kpi.objects.create(name="Foreign")
    with pytest.raises(Refusal, match="not known"):
        open_screen(by=ada, name="Floor", team=None, kpis=[foreign])


def test_it_needs_a_name_and_from_one_to_four_kpis(ada: Member, kpi: Kpi) -> None:
    with pytest.raises(Refusal):
        open_screen(by=ada, name=" ", team=None, kpis=[kpi])
    for kpis in ([], [kpi] * 5):
        with pytest.raises(Refusal, match="between one and 4"):
            open_screen(by=ada, name="Floor", team=None, kpis=kpis)
