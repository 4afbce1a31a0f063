"""The demo organisation, loaded once for all tests of this module, and removed after them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from pacesetter.activities.models import Activity, ActivityType, Provenance
from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind, period_holding
from pacesetter.core.refusal import Refusal
from pacesetter.demo import PASSWORD, Loaded, load, remove
from pacesetter.demo.cast.story import CALENDAR, Story
from pacesetter.demo.tests.counting import row_counts
from pacesetter.kpis import tallies
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.formulas import PaceState
from pacesetter.kpis.models import ClosedPeriod, Kpi, Restatement, Target
from pacesetter.people.models import Leave, Member, Team, TeamMembership, User, WorkingPattern
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.slow

# The middle of a Wednesday afternoon in London, the tenth working day of the month.
NOW = datetime(2026, 7, 15, 14, 20, tzinfo=UTC)
STORY = Story(NOW.date())
EMPTY: dict[str, int] = {}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    with django_db_blocker.unblock():
        EMPTY.update(row_counts())
        with clock.standing_at(NOW):
            made = load()
    yield made
    # As it is removed by whoever asks for it: outside of a transaction.
    with django_db_blocker.unblock():
        remove(made.organisation)
        assert row_counts() == EMPTY, "the removed demo has left something"
        connection.check_constraints()


@pytest.fixture
def demo(loaded: Loaded, db: None) -> Iterator[Organisation]:
    """The demo organisation in scope, at the moment at which it was loaded."""
    with scope(loaded.organisation), clock.standing_at(NOW):
        yield loaded.organisation


@pytest.fixture
def july(demo: Organisation) -> Board:
    period = period_holding(PeriodKind.MONTH, NOW.date(), CALENDAR)
    return board(load_book(demo), Member.objects.values_list("pk", flat=True), period, NOW)


def test_twelve_people_sell_in_four_roles_and_three_teams(demo: Organisation) -> None:
    selling = Member.objects.filter(role_assignments__isnull=False).distinct()
    assert selling.count() == 12
    assert set(selling.values_list("role_assignments__role__name", flat=True)) == {
        "Account Manager", "Business Development Manager", "Sales Development Representative", "Sales Engineer",
    }  # fmt: skip
    assert Team.objects.count() == 3
    assert TeamMembership.objects.filter(is_lead=True).count() == 3
    assert sorted(Member.objects.exclude(access_level="team_member").values_list("name", "access_level")) == [
        ("Anna Lindqvist", "administrator"),
        ("Colm Byrne", "coordinator"),
    ]


def test_somebody_joins_leaves_changes_works_part_time_or_elsewhere_and_is_away(demo: Organisation) -> None:
    members = {member.name.split()[0]: member for member in Member.objects.all()}
    assert members["Aisha"].joined_on == STORY.joined_on
    assert (members["Peter"].left_on, members["Peter"].is_archived) == (STORY.left_on, True)
    assert [row.ends_on for row in members["Luca"].role_assignments.all()] == [STORY.promoted_on, None]
    assert WorkingPattern.objects.get(member=members["Ravi"]).capacities[3:] == ["1/2", "0", "0", "0"]
    assert members["Emily"].time_zone == "America/New_York"
    assert Leave.objects.filter(starts_on__gt=NOW.date()).exists()


def test_what_the_leaver_had_planned_was_done_by_the_successor(demo: Organisation) -> None:
    handed_over = Activity.objects.filter(booked_for__name="Peter Novak").exclude(owner__name="Peter Novak")
    assert set(handed_over.values_list("owner__name", "status")) == {("Grace Adeyemi", "completed")}
    assert handed_over.count() >= 4


def test_every_measure_moment_and_direction_is_there_and_most_credits(demo: Organisation) -> None:
    kpis = Kpi.objects.all()
    assert {kpi.measure for kpi in kpis} == {"count", "minutes", "points", "value", "companies", "ratio"}
    assert {kpi.moment for kpi in kpis} == {"completed", "booked"}
    assert {kpi.direction for kpi in kpis} == {"more", "less"}
    assert {kpi.credit for kpi in kpis} == {"owner", "participants", "creator", "completer"}
    assert Target.objects.filter(member__isnull=False, quantity__isnull=True).exists()
    assert Target.objects.filter(role__isnull=False, effective_from=STORY.raised_on).exists()


def test_the_board_shows_people_on_track_behind_and_off_track(july: Board) -> None:
    states = [figure.pace_state for figure in july.figures.values()]
    for state in PaceState:
        assert states.count(state) >= 6
    assert {kpi.name for kpi in july.kpis} == set(Kpi.objects.values_list("name", flat=True))
    scores = {member.name: july.scores[member.id] or 0 for member in july.members}
    assert scores["Tom Okafor"] > scores["Sofia Marino"]


def test_a_ramp_lowers_what_is_expected_of_the_joiner(july: Board) -> None:
    calls = next(kpi.id for kpi in july.kpis if kpi.name == "Calls")
    expected = {
        member.name: july.figures[member.id, calls].target
        for member in july.members
        if (member.id, calls) in july.figures
    }
    aisha, tom = expected["Aisha Rahman"], expected["Tom Okafor"]
    assert aisha is not None
    assert tom is not None
    assert 0 < aisha < tom


def test_nobody_works_on_leave(demo: Organisation) -> None:
    for leave in Leave.objects.filter(share=1, ends_on__lte=NOW.date()):
        done = Activity.objects.filter(
            completed_by=leave.member, completed_on__gte=leave.starts_on, completed_on__lt=leave.ends_on
        )
        assert not done.exists(), leave


def test_the_year_was_imported_and_the_last_two_weeks_were_typed_in(demo: Organisation) -> None:
    imported = Activity.objects.filter(provenance=Provenance.IMPORTED)
    assert imported.count() > 25_000
    assert not imported.filter(completed_on__gte=STORY.typed_in_from).exists()
    recent = Activity.objects.filter(completed_on__gte=STORY.typed_in_from)
    assert recent.count() > 800
    assert Activity.objects.filter(completed_on=NOW.date()).count() > 30
    assert not Activity.objects.filter(completed_at__gt=NOW).exists()


def test_a_campaign_shows_its_recipients_and_counts_once(demo: Organisation) -> None:
    newsletter = ActivityType.objects.get(category="email_campaign")
    on_the_day = Activity.objects.filter(activity_type=newsletter, completed_on=STORY.campaign_on)
    recipients = on_the_day.filter(provenance=Provenance.CAMPAIGN_RECIPIENT)
    assert recipients.count() > 30
    assert {details["opened"] for details in recipients.values_list("details", flat=True)} == {True, False}
    assert on_the_day.exclude(provenance=Provenance.CAMPAIGN_RECIPIENT).count() == 1


def test_the_totals_are_right(demo: Organisation) -> None:
    assert tallies.mismatches() == []


def test_the_last_quarter_is_closed_with_one_restatement(demo: Organisation) -> None:
    *older, newest = ClosedPeriod.objects.order_by("starts_on")
    assert len(older) >= 2
    assert all(period.locked for period in older)
    assert (newest.starts_on, newest.locked) == (STORY.closed_quarters[-1].starts_on, False)
    restatement = Restatement.objects.get()
    assert (restatement.closed_period, restatement.kpi.name) == (newest, "Order value")
    assert restatement.reason == "Two seats fewer on the invoice"


def test_everybody_who_is_here_can_log_in(demo: Organisation) -> None:
    users = User.objects.filter(memberships__organisation=demo)
    assert users.count() == 14
    assert all(
        user.check_password(PASSWORD)
        for user in users.filter(email__in=["anna@larkfield.example", "tom@larkfield.example"])
    )


def test_a_second_one_is_refused(demo: Organisation) -> None:
    with pytest.raises(Refusal, match="here already"):
        load()
