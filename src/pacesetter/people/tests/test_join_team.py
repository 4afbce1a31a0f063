from collections.abc import Callable
from datetime import date

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, Team, TeamMembership

JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


@pytest.fixture
def west(ada: Member) -> Team:
    return verbs.add_team(by=ada, name="West")


def rows(team: Team) -> list[tuple[date, date | None, bool]]:
    return list(TeamMembership.objects.filter(team=team).values_list("starts_on", "ends_on", "is_lead"))


def test_a_member_joins_and_figures_learn_of_it(
    ada: Member, rita: Member, west: Team, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.join_team(rita, west, by=ada, starts_on=JANUARY)
    assert rows(west) == [(JANUARY, None, False)]
    assert version() > before
    assert (last_event().verb, last_event().data["after"]["team"]) == ("member.team_joined", "West")


def test_adjoining_times_become_one(ada: Member, rita: Member, west: Team) -> None:
    verbs.join_team(rita, west, by=ada, starts_on=MARCH)
    verbs.join_team(rita, west, by=ada, starts_on=JANUARY, ends_on=FEBRUARY)
    verbs.join_team(rita, west, by=ada, starts_on=FEBRUARY, ends_on=MARCH)
    assert rows(west) == [(JANUARY, None, False)]


def test_leading_and_belonging_stay_two_times(ada: Member, rita: Member, west: Team) -> None:
    verbs.join_team(rita, west, by=ada, starts_on=JANUARY, ends_on=FEBRUARY)
    verbs.join_team(rita, west, by=ada, starts_on=FEBRUARY, is_lead=True)
    assert rows(west) == [(JANUARY, FEBRUARY, False), (FEBRUARY, None, True)]


def test_the_same_team_twice_on_one_day_is_refused(ada: Member, rita: Member, west: Team) -> None:
    verbs.join_team(rita, west, by=ada, starts_on=JANUARY)
    with pytest.raises(Refusal, match="belongs to this team already"):
        verbs.join_team(rita, west, by=ada, starts_on=MARCH, is_lead=True)
    assert rows(west) == [(JANUARY, None, False)]


def test_an_archived_team_is_refused(ada: Member, rita: Member, west: Team) -> None:
    verbs.archive_team(west, by=ada)
    with pytest.raises(Refusal, match="archived"):
        verbs.join_team(rita, west, by=ada)


def test_only_administrators_put_people_into_teams(
    rita: Member, mona: Member, ada: Member, otto: Member, west: Team
) -> None:
    for by in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.join_team(rita, west, by=by)
    with pytest.raises(Refusal, match="not known here"):
        verbs.join_team(otto, west, by=ada)
    assert rows(west) == []
