from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.kpis import closing
from pacesetter.kpis.closing import PeriodLocked
from pacesetter.kpis.models import ClosedFigure, ClosedPeriod, Kpi, KpiActivityType, Restatement, Target
from pacesetter.kpis.verbs import add_kpi, archive_kpi, map_role, map_type
from pacesetter.people.models import Member, SalesRole
from pacesetter.people.verbs import end_role
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.settings_changes import touch_settings

FEBRUARY = period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar())
IN_FEBRUARY = datetime(2026, 2, 10, 3, tzinfo=UTC)


@pytest.fixture
def february(ada: Member, rita: Member, call: ActivityType, calls: Kpi) -> ClosedPeriod:
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    return closing.close(FEBRUARY, by=ada)


def test_closing_keeps_the_figures_as_they_are(
    february: ClosedPeriod, rita: Member, organisation: Organisation
) -> None:
    figure = ClosedFigure.objects.get(closed_period=february, member=rita)
    assert (figure.actual, figure.target) == ("1", "200")
    organisation.refresh_from_db()
    assert organisation.closed_through == date(2026, 2, 28)


def test_a_late_call_becomes_a_restatement_with_old_and_new(
    february: ClosedPeriod, rita: Member, call: ActivityType
) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY, reason="forgot it")
    restated = Restatement.objects.get()
    assert (restated.old_actual, restated.new_actual, restated.old_target) == ("1", "2", "200")
    assert (restated.restated_by, restated.reason, restated.cause) == (rita, "forgot it", "activity.logged")
    figure = ClosedFigure.objects.get(closed_period=february, member=rita)
    assert (figure.actual, figure.actual_now) == ("1", "2")


def test_a_change_outside_the_period_restates_nothing(february: ClosedPeriod, rita: Member, call: ActivityType) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 10, tzinfo=UTC))
    assert not Restatement.objects.exists()


@pytest.mark.parametrize("planned_before", [False, True])
def test_the_last_day_is_closed_and_the_day_after_is_open(
    february: ClosedPeriod, rita: Member, call: ActivityType, planned_before: bool
) -> None:
    def done(at: datetime) -> None:
        if planned_before:
            verbs.complete(verbs.plan(by=rita, activity_type=call, owner=rita), by=rita, at=at)
        else:
            verbs.log(by=rita, activity_type=call, owner=rita, at=at)

    # In Auckland the 28th lasts until eleven in the morning of UTC.
    done(datetime(2026, 2, 28, 11, tzinfo=UTC))
    assert not Restatement.objects.exists()
    done(datetime(2026, 2, 28, 10, 59, tzinfo=UTC))
    assert [(row.old_actual, row.new_actual) for row in Restatement.objects.all()] == [("1", "2")]


def test_a_setting_of_the_last_day_restates_and_one_of_the_day_after_does_not(
    ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    for day in (27, 28):
        verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, day, 3, tzinfo=UTC))
    closing.close(FEBRUARY, by=ada)
    assignment = end_role(rita.role_assignments.get(), by=ada, ends_on=date(2026, 3, 1))
    assert not Restatement.objects.exists()
    assert assignment is not None
    end_role(assignment, by=ada, ends_on=date(2026, 2, 28))
    assert [(row.old_actual, row.new_actual) for row in Restatement.objects.all()] == [("2", "1")]


def test_who_took_part_is_restated_though_no_total_changes(
    ada: Member, rita: Member, raj: Member, call: ActivityType, bdm: SalesRole
) -> None:
    together = add_kpi(by=ada, name="With others", credit="participants")
    map_type(together, call, by=ada)
    map_role(together, bdm, by=ada)
    done = verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    closing.close(FEBRUARY, by=ada)
    for participants in ([raj], [], [raj]):
        verbs.edit(done, by=rita, participants=participants)
    rows = Restatement.objects.filter(member=raj).order_by("pk").values_list("old_actual", "new_actual")
    assert list(rows) == [("0", "1"), ("1", "0"), ("0", "1")]
    # Nor does deleting it name them.
    verbs.delete(done, by=rita)
    assert list(rows.all())[3:] == [("1", "0")]


def test_who_completed_it_is_restated_though_no_total_changes(
    ada: Member, rita: Member, raj: Member, call: ActivityType, bdm: SalesRole
) -> None:
    by_hand = add_kpi(by=ada, name="Done by hand", credit="completer")
    map_type(by_hand, call, by=ada)
    map_role(by_hand, bdm, by=ada)
    done = verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    february = closing.close(FEBRUARY, by=ada)
    verbs.edit(done, by=rita, completed_by=raj)
    told = Restatement.objects.order_by("member__name").values_list("member__name", "old_actual", "new_actual")
    assert list(told) == [("Raj", "0", "1"), ("Rita", "1", "0")]
    closing.lock(february, by=ada)
    with pytest.raises(PeriodLocked):
        verbs.edit(done, by=rita, completed_by=rita)
    done.refresh_from_db()
    assert done.completed_by == raj


def test_a_kpi_that_is_archived_since_is_restated_too(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType, calls: Kpi
) -> None:
    archive_kpi(calls, by=ada)
    assert not Restatement.objects.exists()
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    assert [(row.old_actual, row.new_actual) for row in Restatement.objects.all()] == [("1", "2")]


def test_a_locked_period_refuses_the_change_and_nothing_remains(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType
) -> None:
    closing.lock(february, by=ada)
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(PeriodLocked, match="Feb 1, 2026"):
        verbs.complete(activity, by=rita, at=IN_FEBRUARY)
    activity.refresh_from_db()
    assert activity.status == "planned"
    closing.unlock(february, by=ada)
    verbs.complete(activity, by=rita, at=IN_FEBRUARY)
    assert Restatement.objects.count() == 1


def test_a_changed_mapping_restates_every_figure_that_it_alters(
    february: ClosedPeriod, ada: Member, rita: Member, calls: Kpi
) -> None:
    KpiActivityType.objects.update(weight="3")
    touch_settings(by_id=ada.pk, reason="calls weigh more", cause="kpi.mapped")
    restated = Restatement.objects.get()
    assert (restated.member, restated.old_actual, restated.new_actual) == (rita, "1", "3")


def test_a_dated_change_inside_a_locked_period_is_refused_and_a_rule_leaves_it_alone(
    february: ClosedPeriod, ada: Member, calls: Kpi, bdm: SalesRole
) -> None:
    closing.lock(february, by=ada)
    KpiActivityType.objects.update(weight="3")
    touch_settings(by_id=ada.pk, cause="kpi.mapped")
    assert not Restatement.objects.filter(after_locking=False).exists()
    Target.objects.create(kpi=calls, role=bdm, period_kind="week", quantity="60", effective_from=date(2026, 2, 9))
    with pytest.raises(PeriodLocked):
        touch_settings(by_id=ada.pk, cause="target.set", since=date(2026, 2, 9))


def test_a_target_from_after_the_period_is_fine(
    february: ClosedPeriod, ada: Member, calls: Kpi, bdm: SalesRole
) -> None:
    closing.lock(february, by=ada)
    Target.objects.create(kpi=calls, role=bdm, period_kind="week", quantity="60", effective_from=date(2026, 3, 1))
    touch_settings(by_id=ada.pk, cause="target.set", since=date(2026, 3, 1))


def test_reopening_ends_the_closing_and_it_can_be_closed_again(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType, organisation: Organisation
) -> None:
    closing.reopen(february, by=ada)
    organisation.refresh_from_db()
    assert organisation.closed_through is None
    verbs.log(by=rita, activity_type=call, owner=rita, at=IN_FEBRUARY)
    assert not Restatement.objects.exists()
    again = closing.close(FEBRUARY, by=ada)
    assert ClosedFigure.objects.get(closed_period=again, member=rita).actual == "2"


def test_a_period_is_closed_once_and_by_administrators_only(february: ClosedPeriod, ada: Member, rita: Member) -> None:
    with pytest.raises(Refusal, match="closed already"):
        closing.close(FEBRUARY, by=ada)
    for verb in (closing.reopen, closing.lock, closing.unlock):
        with pytest.raises(NotAllowed):
            verb(february, by=rita)
    with pytest.raises(NotAllowed):
        closing.close(FEBRUARY.previous(), by=rita)


def test_a_period_that_is_not_over_for_everybody_is_refused(ada: Member, rita: Member) -> None:
    # It is 1 March in Auckland, and still February in Honolulu.
    Member.objects.filter(pk=rita.pk).update(time_zone="Pacific/Honolulu")
    with clock.standing_at(datetime(2026, 3, 1, 8, tzinfo=UTC)), pytest.raises(Refusal, match="not over"):
        closing.close(FEBRUARY, by=ada)
    with clock.standing_at(datetime(2026, 3, 1, 10, tzinfo=UTC)):
        closing.close(FEBRUARY, by=ada)


def test_another_organisations_period_cannot_be_touched(february: ClosedPeriod, otto: Member) -> None:
    from pacesetter.tenancy.scope import scope

    with scope(otto.organisation), pytest.raises(ClosedPeriod.DoesNotExist):
        closing.reopen(february, by=otto)
