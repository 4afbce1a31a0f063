"""What is shown of a locked period after today's rules have moved on."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Status
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed
from pacesetter.kpis import closing, tallies
from pacesetter.kpis import verbs as kpi_verbs
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.closing import PeriodLocked, State, standing_of
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, Kpi, LockedFigure, Restatement, Target
from pacesetter.kpis.one_figure import one_figure
from pacesetter.kpis.scorecard import scorecard
from pacesetter.people import verbs as people_verbs
from pacesetter.people.models import Member, SalesRole, Team, TeamMembership
from pacesetter.tenancy.models import Organisation

FEBRUARY = period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar())
IN_FEBRUARY = datetime(2026, 2, 10, 3, tzinfo=UTC)


@pytest.fixture
def calls(ada: Member, rita: Member, bdm: SalesRole, call: ActivityType) -> Kpi:
    """Ten a day, 200 in February; Rita has done one."""
    kpi = kpi_verbs.add_kpi(by=ada, name="Calls")
    kpi_verbs.map_type(kpi, by=ada, activity_type=call)
    kpi_verbs.map_role(kpi, by=ada, role=bdm)
    Target.objects.create(kpi=kpi, role=bdm, period_kind="day", quantity="10", effective_from=date(2020, 1, 1))
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    return kpi


@pytest.fixture
def locked(ada: Member, calls: Kpi) -> ClosedPeriod:
    return closing.close(FEBRUARY, by=ada, locked=True)


def board_of(organisation: Organisation, period: Period = FEBRUARY, team: Team | None = None) -> Board:
    organisation.refresh_from_db()
    book = load_book(organisation)
    return board(book, book.members, period, clock.now(), team.pk if team else None)


def weigh_three(calls: Kpi, call: ActivityType, ada: Member) -> None:
    kpi_verbs.map_type(calls, by=ada, activity_type=call, weight=3)


def test_board_scorecard_and_history_show_what_was_kept(
    locked: ClosedPeriod, organisation: Organisation, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    before = board_of(organisation)
    weigh_three(calls, call, ada)
    after = board_of(organisation)
    assert (after.figures, after.totals, after.scores) == (before.figures, before.totals, before.scores)
    assert after.figures[rita.pk, calls.pk].actual == 1
    book = load_book(organisation)
    card = scorecard(book, rita.pk, FEBRUARY, clock.now(), periods=2)
    assert card.rows[0].figure == before.figures[rita.pk, calls.pk]
    assert card.score == before.scores[rita.pk]
    march = scorecard(book, rita.pk, FEBRUARY.next(), clock.now(), periods=2)
    assert march.rows[0].history[0] == before.figures[rita.pk, calls.pk]


def test_a_locked_period_keeps_every_figure_as_it_was_computed(
    calls: Kpi, organisation: Organisation, ada: Member
) -> None:
    before = board_of(organisation)
    closing.close(FEBRUARY, by=ada, locked=True)
    after = board_of(organisation)
    for name in ("figures", "totals", "scores", "members", "kpis", "thresholds"):
        assert getattr(after, name) == getattr(before, name)
    for key, figure in before.figures.items():
        for name in ("attainment", "pace", "pace_state", "projection", "needed_per_day", "expected"):
            assert getattr(after.figures[key], name) == getattr(figure, name)


def test_a_role_or_kpi_that_went_and_a_new_cap_change_no_kept_score(
    locked: ClosedPeriod, organisation: Organisation, ada: Member, rita: Member, calls: Kpi, bdm: SalesRole
) -> None:
    before = board_of(organisation)
    kpi_verbs.unmap_role(calls, by=ada, role=bdm)
    kpi_verbs.archive_kpi(calls, by=ada)
    Organisation.objects.filter(pk=organisation.pk).update(score_cap="1.00", pace_on_track="2.00")
    after = board_of(organisation)
    assert (after.figures, after.scores, after.thresholds) == (before.figures, before.scores, before.thresholds)
    assert not board_of(organisation, FEBRUARY.next()).figures


def test_a_teams_figures_are_kept_for_the_days_in_it(
    calls: Kpi, organisation: Organisation, ada: Member, rita: Member
) -> None:
    north = Team.objects.get(name="North")
    membership = TeamMembership.objects.get(member=rita, team=north)
    membership.ends_on = date(2026, 2, 7)
    membership.save()
    before = board_of(organisation, team=north)
    assert before.figures[rita.pk, calls.pk].actual == 0
    closing.close(FEBRUARY, by=ada, locked=True)
    after = board_of(organisation, team=north)
    assert (after.figures, after.totals, after.scores) == (before.figures, before.totals, before.scores)
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 1


def test_joining_a_team_within_a_locked_period_is_refused(locked: ClosedPeriod, ada: Member, raj: Member) -> None:
    west = people_verbs.add_team(by=ada, name="West")
    with pytest.raises(PeriodLocked):
        people_verbs.join_team(raj, by=ada, team=west, starts_on=date(2026, 2, 9))
    people_verbs.join_team(raj, by=ada, team=west, starts_on=date(2026, 3, 9))


def test_what_changed_after_locking_is_listed_and_comes_to_light_with_unlocking(
    locked: ClosedPeriod, organisation: Organisation, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    weigh_three(calls, call, ada)
    late = Restatement.objects.get()
    assert (late.after_locking, late.old_actual, late.new_actual, late.restated_by) == (True, "1", "3", ada)
    closing.unlock(locked, by=ada, reason="the board decided")
    restated = Restatement.objects.get(after_locking=False)
    assert (restated.cause, restated.reason) == ("period.unlocked", "the board decided")
    assert (restated.old_actual, restated.new_actual, restated.old_target) == ("1", "3", "200")
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 3
    assert not LockedFigure.objects.exists()
    closing.lock(locked, by=ada)
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 3


def test_after_a_rule_has_moved_on_a_dated_change_that_alters_nothing_is_still_fine(
    locked: ClosedPeriod, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    weigh_three(calls, call, ada)
    saturday, sunday = date(2026, 2, 7), date(2026, 2, 8)
    people_verbs.add_leave(rita, by=ada, starts_on=saturday, ends_on=sunday)
    with pytest.raises(PeriodLocked):
        people_verbs.add_leave(rita, by=ada, starts_on=sunday, ends_on=date(2026, 2, 10))


def test_a_booking_made_in_a_locked_period_can_be_cancelled_and_the_kept_figure_stays(
    organisation: Organisation, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    kpi_verbs.edit_kpi(calls, by=ada, moment="booked")
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    closing.close(FEBRUARY, by=ada, locked=True)
    verbs.cancel(activity, by=rita, reason="they moved away")
    activity.refresh_from_db()
    assert activity.status == Status.CANCELLED
    assert tallies.mismatches() == []
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 1
    late = Restatement.objects.get()
    assert (late.after_locking, late.old_actual, late.new_actual) == (True, "1", "0")
    assert (late.cause, late.cause_id, late.reason) == ("activity.cancelled", activity.pk, "they moved away")
    verbs.reopen(activity, by=rita)
    assert tallies.mismatches() == []
    assert ClosedFigure.objects.get(member=rita).actual_now == "1"
    with pytest.raises(PeriodLocked):
        verbs.complete(activity, by=rita, at=IN_FEBRUARY)


def test_whoever_completes_a_booking_of_a_closed_period_takes_the_credit_for_it_there(
    organisation: Organisation, ada: Member, rita: Member, raj: Member, calls: Kpi, call: ActivityType
) -> None:
    kpi_verbs.edit_kpi(calls, by=ada, moment="booked", credit="completer")
    activity = verbs.plan(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    closed = closing.close(FEBRUARY, by=ada)
    verbs.complete(activity, by=ada)
    assert not Restatement.objects.exists()  # Ada has no role with calls
    verbs.reopen(activity, by=rita)
    verbs.complete(activity, by=raj)
    assert [(one.member, one.new_actual) for one in Restatement.objects.all()] == [(raj, "1")]
    verbs.reopen(activity, by=raj)
    closing.lock(closed, by=ada)
    verbs.complete(activity, by=rita)
    late = Restatement.objects.get(after_locking=True)
    assert (late.member, late.old_actual, late.new_actual) == (rita, "0", "1")


def test_what_was_done_in_a_locked_period_stays_done(locked: ClosedPeriod, rita: Member, call: ActivityType) -> None:
    from pacesetter.activities.models import Activity

    done = Activity.objects.get()
    for verb in (verbs.reopen, verbs.delete):
        with pytest.raises(PeriodLocked):
            verb(done, by=rita)
    with pytest.raises(PeriodLocked):
        verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)


def test_the_standing_says_by_whom_and_for_what_the_figures_were_kept(
    locked: ClosedPeriod, organisation: Organisation, ada: Member
) -> None:
    organisation.refresh_from_db()
    book = load_book(organisation)
    standing = standing_of(book, FEBRUARY)
    assert (standing.state, standing.by, standing.since) == (State.LOCKED, "Ada", locked.locked_at)
    assert standing.keeps is not None
    week = standing_of(book, period_holding(PeriodKind.WEEK, date(2026, 2, 11), Calendar()))
    assert (week.state, week.is_exact, week.keeps) == (State.LOCKED, False, None)
    straddling = period_holding(PeriodKind.WEEK, date(2026, 3, 1), Calendar())
    assert standing_of(book, straddling).state is State.OPEN
    closing.unlock(locked, by=ada)
    organisation.refresh_from_db()
    standing = standing_of(load_book(organisation), FEBRUARY)
    assert (standing.state, standing.since, standing.keeps) == (State.CLOSED, locked.closed_at, None)
    closing.reopen(locked, by=ada)
    organisation.refresh_from_db()
    assert standing_of(load_book(organisation), FEBRUARY).state is State.OPEN


def test_one_figure_tells_what_was_kept_and_what_today_gives(
    locked: ClosedPeriod, organisation: Organisation, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    organisation.refresh_from_db()
    one = one_figure(load_book(organisation), rita.pk, calls.pk, FEBRUARY, clock.now())
    assert not one.differs
    weigh_three(calls, call, ada)
    organisation.refresh_from_db()
    one = one_figure(load_book(organisation), rita.pk, calls.pk, FEBRUARY, clock.now())
    assert one.shown is not None and one.computed is not None
    assert (one.differs, one.shown.actual, one.computed.actual) == (True, Fraction(1), Fraction(3))


def test_a_locked_board_costs_one_query_and_an_open_one_none_more(
    locked: ClosedPeriod, organisation: Organisation
) -> None:
    organisation.refresh_from_db()
    book = load_book(organisation)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        board(book, book.members, FEBRUARY, clock.now())
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        board(book, book.members, FEBRUARY.next(), clock.now())
    assert not any("lockedfigure" in query["sql"] for query in queries)


def test_whoever_may_not_settle_may_not_unlock(locked: ClosedPeriod, rita: Member, otto: Member) -> None:
    with pytest.raises(NotAllowed):
        closing.unlock(locked, by=rita)
    assert ClosedPeriod.objects.get().locked


@pytest.fixture
def closed(ada: Member, calls: Kpi) -> ClosedPeriod:
    return closing.close(FEBRUARY, by=ada)


def bring_in(rita: Member, call: ActivityType) -> Activity:
    """As an import does, which tells of closed periods at its end."""
    made: Activity = Activity.objects.create(
        activity_type=call,
        owner=rita,
        status=Status.COMPLETED,
        completed_at=IN_FEBRUARY,
        completed_on=IN_FEBRUARY.date(),
        provenance="imported",
        created_at=IN_FEBRUARY,
        updated_at=IN_FEBRUARY,
    )
    tallies.add_activities("id = %s", [made.pk])
    return made


def take_out(activity: Activity) -> None:
    tallies.add_activities("id = %s", [activity.pk], sign=-1)
    activity.delete()


def end_import(ada: Member) -> None:
    days = {IN_FEBRUARY.date()}
    closing.restate_activities(days, by_id=ada.pk, reason="calls.csv", what="import", what_id=1)


def story(member: Member) -> list[tuple[str, str, str, bool]]:
    rows = Restatement.objects.filter(member=member).order_by("pk")
    return list(rows.values_list("cause", "old_actual", "new_actual", "after_locking"))


def test_a_period_that_is_locked_during_an_import_keeps_what_it_has_brought_in_by_then(
    closed: ClosedPeriod, organisation: Organisation, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    bring_in(rita, call)
    closing.lock(closed, by=ada)
    end_import(ada)
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 2
    assert story(rita) == [("period.locked", "1", "2", False)]
    closing.unlock(closed, by=ada)
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 2
    assert story(rita) == [("period.locked", "1", "2", False)]
    assert ClosedFigure.objects.get(closed_period=closed, member=rita).actual_now == "2"


def test_what_is_taken_back_of_an_import_after_locking_comes_to_light_when_the_period_is_unlocked(
    closed: ClosedPeriod, organisation: Organisation, ada: Member, rita: Member, calls: Kpi, call: ActivityType
) -> None:
    brought_in = bring_in(rita, call)
    end_import(ada)
    closing.lock(closed, by=ada)
    take_out(brought_in)
    end_import(ada)
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 2
    closing.unlock(closed, by=ada)
    assert board_of(organisation).figures[rita.pk, calls.pk].actual == 1
    assert story(rita) == [
        ("import", "1", "2", False),
        ("import", "2", "1", True),
        ("period.unlocked", "2", "1", False),
    ]
