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
from pacesetter.people.models import Member, SalesRole
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


def test_a_locked_period_refuses_the_change_and_nothing_remains(
    february: ClosedPeriod, ada: Member, rita: Member, call: ActivityType
) -> None:
    closing.lock(february, by=ada)
    activity = verbs.plan(by=rita, activity_type=call, owner=rita)
    with pytest.raises(PeriodLocked, match="2026-02-01"):
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
