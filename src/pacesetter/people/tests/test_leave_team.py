from collections.abc import Callable
from datetime import date

import pytest

from pacesetter.conftest import LONG_AGO
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, TeamMembership


@pytest.fixture
def membership(rita: Member) -> TeamMembership:
    made: TeamMembership = TeamMembership.objects.get(member=rita)
    return made


def test_a_member_leaves_and_figures_learn_of_it(
    ada: Member, membership: TeamMembership, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.leave_team(membership, by=ada, ends_on=date(2026, 3, 2))
    membership.refresh_from_db()
    assert membership.ends_on == date(2026, 3, 2)
    assert version() > before
    assert (last_event().verb, last_event().data["after"]["ends_on"]) == ("member.team_left", "2026-03-02")


def test_who_leaves_before_joining_never_belonged_to_it(ada: Member, membership: TeamMembership) -> None:
    assert verbs.leave_team(membership, by=ada, ends_on=LONG_AGO) is None
    assert not TeamMembership.objects.exists()


def test_who_has_left_cannot_leave_later(ada: Member, membership: TeamMembership) -> None:
    verbs.leave_team(membership, by=ada, ends_on=date(2026, 3, 2))
    with pytest.raises(Refusal, match="sooner"):
        verbs.leave_team(membership, by=ada, ends_on=date(2026, 4, 1))


def test_only_administrators_take_people_out_of_teams(
    rita: Member, mona: Member, otto: Member, membership: TeamMembership
) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.leave_team(membership, by=by)
    membership.refresh_from_db()
    assert membership.ends_on is None
