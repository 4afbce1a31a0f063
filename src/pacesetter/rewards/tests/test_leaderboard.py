"""The leaderboard: who stands where, and who has moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.conftest import LONG_AGO, make_member
from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.kpis.book import Book, book_of
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Target
from pacesetter.people.models import Member, RoleAssignment, SalesRole, Team, TeamMembership
from pacesetter.rewards.leaderboard import By, Leaderboard, leaderboard_of_members, leaderboard_of_teams
from pacesetter.tenancy.models import Organisation

# Noon of Friday, 13 March 2026 in Auckland: 9 of March's 22 working days are over, and a part of the tenth.
NOW = datetime(2026, 3, 12, 23, tzinfo=UTC)
Calls = Callable[[Member, int, int], None]


@pytest.fixture
def calls(bdm: SalesRole, call: ActivityType) -> Kpi:
    kpi: Kpi = Kpi.objects.create(name="Calls")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    Target.objects.create(kpi=kpi, role=bdm, period_kind="month", quantity="10", effective_from=LONG_AGO)
    return kpi


@pytest.fixture
def zoe(organisation: Organisation, bdm: SalesRole) -> Member:
    made = make_member(organisation, "Zoe")
    RoleAssignment.objects.create(member=made, role=bdm, starts_on=LONG_AGO)
    return made


@pytest.fixture
def called(call: ActivityType) -> Calls:
    """So many calls of somebody in a month of 2026."""

    def log(who: Member, month: int, number: int) -> None:
        for _ in range(number):
            verbs.log(by=who, activity_type=call, owner=who, at=datetime(2026, month, 3, 1, tzinfo=UTC))

    return log


def march(book: Book, kpi: Kpi | None, by: By = By.ACTUAL, team: Team | None = None) -> Leaderboard:
    period = period_holding(PeriodKind.MONTH, date(2026, 3, 13), book.calendar)
    return leaderboard_of_members(
        book, book.members, kpi.pk if kpi else None, by, period, NOW, team.pk if team else None
    )


def places(board: Leaderboard) -> list[tuple[str, int | None, int | None]]:
    return [(one.name, one.rank, one.moved) for one in board.standings]


def test_equal_figures_share_a_rank_and_the_next_one_is_skipped(
    organisation: Organisation, rita: Member, raj: Member, zoe: Member, calls: Kpi, called: Calls
) -> None:
    for who, number in ((rita, 3), (zoe, 3), (raj, 1)):
        called(who, 3, number)
    assert [(name, rank) for name, rank, _ in places(march(book_of(organisation), calls))] == [
        ("Rita", 1), ("Zoe", 1), ("Raj", 3),
    ]  # fmt: skip


def test_it_says_who_has_moved_since_the_period_before(
    organisation: Organisation, rita: Member, raj: Member, zoe: Member, calls: Kpi, called: Calls
) -> None:
    for who, before, now in ((rita, 1, 5), (raj, 5, 1), (zoe, 3, 3)):
        called(who, 2, before)
        called(who, 3, now)
    assert places(march(book_of(organisation), calls)) == [("Rita", 1, 2), ("Zoe", 2, 0), ("Raj", 3, -2)]


def test_by_attainment_the_own_target_decides(
    organisation: Organisation, rita: Member, raj: Member, calls: Kpi, called: Calls
) -> None:
    Target.objects.create(kpi=calls, member=raj, period_kind="month", quantity="2", effective_from=LONG_AGO)
    called(rita, 3, 5)
    called(raj, 3, 2)
    board = march(book_of(organisation), calls, By.ATTAINMENT)
    assert [(one.name, one.value) for one in board.standings] == [("Raj", Fraction(1)), ("Rita", Fraction(1, 2))]


def test_improvement_is_against_the_same_share_of_the_period_before(
    organisation: Organisation, rita: Member, raj: Member, calls: Kpi, called: Calls
) -> None:
    called(rita, 2, 22)
    called(rita, 3, 10)
    called(raj, 3, 3)
    standings = {one.name: one for one in march(book_of(organisation), calls, By.IMPROVEMENT).standings}
    outlook = standings["Rita"].figure.outlook  # type: ignore[union-attr]
    share = outlook.capacity_elapsed / (outlook.capacity_elapsed + outlook.capacity_left)
    assert Fraction(9, 22) < share < Fraction(10, 22)
    assert standings["Rita"].before == 22 * share
    assert standings["Rita"].value == 10 - 22 * share
    # Whoever comes from nothing has improved by all there is.
    assert standings["Raj"].value == 3
    assert standings["Raj"].rank == 1


def test_where_less_is_better_the_least_stands_first(
    organisation: Organisation, rita: Member, raj: Member, calls: Kpi, called: Calls
) -> None:
    Kpi.objects.filter(pk=calls.pk).update(direction="less")
    called(rita, 3, 3)
    called(raj, 3, 1)
    assert [name for name, _, _ in places(march(book_of(organisation), calls))] == ["Raj", "Rita"]


def test_the_score_ranks_without_a_kpi(
    organisation: Organisation, rita: Member, raj: Member, calls: Kpi, called: Calls
) -> None:
    called(rita, 3, 5)
    board = march(book_of(organisation), None)
    assert [(one.name, one.value) for one in board.standings] == [("Rita", Fraction(1, 2)), ("Raj", Fraction(0))]


def test_whoever_does_not_hold_the_role_is_not_ranked(
    organisation: Organisation, mona: Member, calls: Kpi, called: Calls
) -> None:
    assert "Mona" not in [name for name, _, _ in places(march(book_of(organisation), calls))]


def test_teams_are_the_sums_of_the_days_on_which_each_belonged_to_them(
    organisation: Organisation, rita: Member, raj: Member, zoe: Member, calls: Kpi, called: Calls
) -> None:
    north, south = Team.objects.get(name="North"), Team.objects.get(name="South")
    # Zoe sold in the South until the second of March, and in the North from then on.
    TeamMembership.objects.create(team=south, member=zoe, starts_on=LONG_AGO, ends_on=date(2026, 3, 2))
    TeamMembership.objects.create(team=north, member=zoe, starts_on=date(2026, 3, 2))
    for who, number in ((rita, 2), (raj, 3), (zoe, 4)):
        called(who, 3, number)
    book = book_of(organisation)
    period = period_holding(PeriodKind.MONTH, date(2026, 3, 13), book.calendar)
    board = leaderboard_of_teams(book, {north.pk: "North", south.pk: "South"}, calls.pk, By.ACTUAL, period, NOW)
    assert [(one.name, one.value) for one in board.standings] == [("North", Fraction(6)), ("South", Fraction(3))]
    assert [one.figure.target for one in board.standings if one.figure] == [20, 10]


def test_the_number_of_queries_grows_neither_with_members_nor_with_teams(
    organisation: Organisation, bdm: SalesRole, calls: Kpi, django_assert_num_queries: Any
) -> None:
    def ask(number: int) -> None:
        book = book_of(organisation)
        period = period_holding(PeriodKind.MONTH, date(2026, 3, 13), book.calendar)
        march(book, calls)
        named = dict(Team.objects.values_list("pk", "name"))
        leaderboard_of_teams(book, named, calls.pk, By.IMPROVEMENT, period, NOW)  # whatever is read once is read now
        with django_assert_num_queries(number):
            leaderboard_of_teams(book, named, calls.pk, By.IMPROVEMENT, period, NOW)
            march(book, calls)

    ask(2)
    for number in range(5):
        team = Team.objects.create(name=f"Team {number}")
        member = make_member(organisation, f"Member{number}")
        RoleAssignment.objects.create(member=member, role=bdm, starts_on=LONG_AGO)
        TeamMembership.objects.create(team=team, member=member, starts_on=LONG_AGO)
    Organisation.objects.filter(pk=organisation.pk).update(settings_version=99)
    organisation.refresh_from_db()
    ask(2)
