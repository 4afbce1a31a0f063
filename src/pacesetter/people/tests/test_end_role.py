from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from pacesetter.conftest import LONG_AGO
from pacesetter.core.clock import standing_at
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, RoleAssignment, SalesRole


@pytest.fixture
def held(bdm: SalesRole, rita: Member) -> RoleAssignment:
    assignment: RoleAssignment = RoleAssignment.objects.get(member=rita)
    return assignment


def test_a_role_ends_on_the_members_own_today(ada: Member, held: RoleAssignment) -> None:
    with standing_at(datetime(2026, 3, 1, 13, tzinfo=UTC)):  # 2 March in Auckland
        verbs.end_role(held, by=ada)
    held.refresh_from_db()
    assert held.ends_on == date(2026, 3, 2)


def test_figures_and_history_learn_of_it(
    ada: Member, held: RoleAssignment, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.end_role(held, by=ada, ends_on=date(2026, 3, 2))
    assert version() > before
    assert last_event().verb == "member.role_ended"
    assert (last_event().data["before"]["ends_on"], last_event().data["after"]["ends_on"]) == (None, "2026-03-02")


def test_a_role_that_ends_before_it_began_was_never_held(ada: Member, held: RoleAssignment, rita: Member) -> None:
    assert verbs.end_role(held, by=ada, ends_on=LONG_AGO) is None
    assert not RoleAssignment.objects.filter(member=rita).exists()


def test_an_end_cannot_be_put_off_by_ending_again(ada: Member, held: RoleAssignment) -> None:
    verbs.end_role(held, by=ada, ends_on=date(2026, 3, 2))
    with pytest.raises(Refusal, match="sooner"):
        verbs.end_role(held, by=ada, ends_on=date(2026, 4, 1))
    verbs.end_role(held, by=ada, ends_on=date(2026, 3, 1))
    held.refresh_from_db()
    assert held.ends_on == date(2026, 3, 1)


def test_only_administrators_end_roles(rita: Member, otto: Member, held: RoleAssignment) -> None:
    for by in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.end_role(held, by=by)
    held.refresh_from_db()
    assert held.ends_on is None
