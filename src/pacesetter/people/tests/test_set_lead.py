from collections.abc import Callable
from datetime import date

import pytest

from pacesetter.conftest import LONG_AGO
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.access import members_led_by
from pacesetter.people.models import Member, TeamMembership

MARCH = date(2026, 3, 1)


@pytest.fixture
def membership(rita: Member) -> TeamMembership:
    made: TeamMembership = TeamMembership.objects.get(member=rita)
    return made


def rows(member: Member) -> list[tuple[date, date | None, bool]]:
    return list(TeamMembership.objects.filter(member=member).values_list("starts_on", "ends_on", "is_lead"))


def test_a_member_leads_from_a_day_on(
    ada: Member, rita: Member, mona: Member, membership: TeamMembership, last_event: Callable[[], Event]
) -> None:
    verbs.set_lead(membership, True, by=ada, since=MARCH)
    assert rows(rita) == [(LONG_AGO, MARCH, False), (MARCH, None, True)]
    assert set(members_led_by(rita)) == {rita, mona}
    assert (last_event().verb, last_event().data["after"]["is_lead"]) == ("member.lead_set", True)


def test_taking_it_back_from_the_same_day_on_leaves_no_trace(
    ada: Member, rita: Member, membership: TeamMembership
) -> None:
    leading = verbs.set_lead(membership, True, by=ada, since=MARCH)
    verbs.set_lead(leading, False, by=ada, since=MARCH)
    assert rows(rita) == [(LONG_AGO, None, False)]


def test_from_the_first_day_on_nothing_is_split(ada: Member, rita: Member, membership: TeamMembership) -> None:
    verbs.set_lead(membership, True, by=ada, since=LONG_AGO)
    assert rows(rita) == [(LONG_AGO, None, True)]


def test_a_day_outside_the_membership_is_refused(ada: Member, rita: Member, membership: TeamMembership) -> None:
    verbs.leave_team(membership, by=ada, ends_on=MARCH)
    for day in (MARCH, date(2019, 12, 31)):
        with pytest.raises(Refusal) as refusal:
            verbs.set_lead(membership, True, by=ada, since=day)
        assert refusal.value.field == "since"
    assert rows(rita) == [(LONG_AGO, MARCH, False)]


def test_what_is_so_already_is_refused(ada: Member, membership: TeamMembership) -> None:
    with pytest.raises(Refusal, match="already"):
        verbs.set_lead(membership, False, by=ada)


def test_nobody_makes_themselves_lead(rita: Member, otto: Member, membership: TeamMembership) -> None:
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.set_lead(membership, True, by=by)
    assert rows(rita) == [(LONG_AGO, None, False)]
