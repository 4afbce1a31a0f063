from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from pacesetter.core.clock import standing_at
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.people import verbs
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.tenancy.scope import scope

JANUARY, FEBRUARY, MARCH, APRIL = (date(2026, month, 1) for month in (1, 2, 3, 4))


@pytest.fixture
def closer(ada: Member) -> SalesRole:
    return verbs.add_sales_role(by=ada, name="Closer")


def days(member: Member) -> list[tuple[date, date | None]]:
    return list(RoleAssignment.objects.filter(member=member).values_list("starts_on", "ends_on"))


def test_a_role_is_held_from_the_members_own_today_on(ada: Member, rita: Member, closer: SalesRole) -> None:
    with standing_at(datetime(2026, 3, 1, 13, tzinfo=UTC)):  # 2 March in Auckland
        assignment = verbs.assign_role(rita, closer, by=ada)
    assert (assignment.starts_on, assignment.ends_on) == (date(2026, 3, 2), None)


def test_figures_and_history_learn_of_it(
    ada: Member, rita: Member, closer: SalesRole, version: Callable[[], int], last_event: Callable[[], Event]
) -> None:
    before = version()
    verbs.assign_role(rita, closer, by=ada, starts_on=JANUARY, reason="promoted")
    assert version() > before
    event = last_event()
    assert (event.verb, event.subject_id, event.actor_id) == ("member.role_assigned", rita.pk, ada.pk)
    assert event.data["after"]["starts_on"] == "2026-01-01"
    assert event.data["reason"] == "promoted"


@pytest.mark.parametrize(
    ("starts_on", "ends_on"), [(JANUARY, None), (FEBRUARY, MARCH), (JANUARY, date(2026, 2, 2)), (MARCH, None)]
)
def test_the_same_role_twice_on_one_day_is_refused(
    ada: Member, rita: Member, closer: SalesRole, starts_on: date, ends_on: date | None
) -> None:
    verbs.assign_role(rita, closer, by=ada, starts_on=FEBRUARY)
    with pytest.raises(Refusal, match="holds this role already") as refusal:
        verbs.assign_role(rita, closer, by=ada, starts_on=starts_on, ends_on=ends_on)
    assert refusal.value.field == "starts_on"
    assert days(rita) == [(FEBRUARY, None)]


def test_a_time_between_two_others_makes_them_one(ada: Member, rita: Member, closer: SalesRole) -> None:
    verbs.assign_role(rita, closer, by=ada, starts_on=MARCH)
    verbs.assign_role(rita, closer, by=ada, starts_on=JANUARY, ends_on=FEBRUARY)
    assignment = verbs.assign_role(rita, closer, by=ada, starts_on=FEBRUARY, ends_on=MARCH)
    assert days(rita) == [(JANUARY, None)]
    assert (assignment.starts_on, assignment.ends_on) == (JANUARY, None)


def test_a_pause_stays_a_pause(ada: Member, rita: Member, closer: SalesRole) -> None:
    verbs.assign_role(rita, closer, by=ada, starts_on=JANUARY, ends_on=FEBRUARY)
    verbs.assign_role(rita, closer, by=ada, starts_on=MARCH)
    assert days(rita) == [(JANUARY, FEBRUARY), (MARCH, None)]


def test_two_roles_are_held_at_once(ada: Member, rita: Member, closer: SalesRole) -> None:
    hunter = verbs.add_sales_role(by=ada, name="Hunter")
    for role in (closer, hunter):
        verbs.assign_role(rita, role, by=ada, starts_on=JANUARY)
    assert days(rita) == [(JANUARY, None), (JANUARY, None)]


def test_an_end_before_the_start_is_refused(ada: Member, rita: Member, closer: SalesRole) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.assign_role(rita, closer, by=ada, starts_on=MARCH, ends_on=MARCH)
    assert refusal.value.field == "ends_on"


def test_an_archived_role_is_refused(ada: Member, rita: Member, closer: SalesRole) -> None:
    verbs.archive_sales_role(closer, by=ada)
    with pytest.raises(Refusal, match="archived"):
        verbs.assign_role(rita, closer, by=ada)


def test_nobody_gives_themselves_a_role(rita: Member, closer: SalesRole) -> None:
    with pytest.raises(NotAllowed):
        verbs.assign_role(rita, closer, by=rita)
    assert days(rita) == []


def test_an_administrator_of_another_organisation_is_refused(
    ada: Member, rita: Member, otto: Member, closer: SalesRole
) -> None:
    with pytest.raises(NotAllowed):
        verbs.assign_role(rita, closer, by=otto)
    with pytest.raises(Refusal, match="not known here"):
        verbs.assign_role(otto, closer, by=ada)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known here"):
        verbs.assign_role(otto, closer, by=otto)
    assert not RoleAssignment.across_organisations.exists()
