"""What is said of people later about a month that is closed."""

from datetime import date
from decimal import Decimal

import pytest

from pacesetter.activities.models import ActivityType
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.closing import PeriodLocked, close
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole, Restatement, Target
from pacesetter.people import verbs
from pacesetter.people.models import Leave, Member, RoleAssignment, SalesRole

MARCH = period_holding(PeriodKind.MONTH, date(2026, 3, 10), Calendar())  # 22 working days
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def ten_calls_a_day(bdm: SalesRole, call: ActivityType) -> Kpi:
    kpi: Kpi = Kpi.objects.create(name="Calls")
    KpiActivityType.objects.create(kpi=kpi, activity_type=call)
    KpiRole.objects.create(kpi=kpi, role=bdm)
    Target.objects.create(kpi=kpi, role=bdm, period_kind="day", quantity=Decimal(10), effective_from=date(2026, 1, 1))
    return kpi


def test_leave_noted_late_restates_the_target(ada: Member, rita: Member) -> None:
    close(MARCH, by=ada)
    verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY, reason="forgotten")
    restated = Restatement.objects.get()
    assert (restated.member, restated.old_target, restated.new_target) == (rita, "220", "210")
    assert (restated.cause, restated.reason, restated.restated_by) == ("leave.added", "forgotten", ada)


def test_a_role_ended_late_restates_it_too(ada: Member, rita: Member) -> None:
    close(MARCH, by=ada)
    verbs.end_role(RoleAssignment.objects.get(member=rita), by=ada, ends_on=TUESDAY)
    assert Restatement.objects.get().new_target == "10"


def test_in_a_locked_month_nothing_changes(ada: Member, rita: Member) -> None:
    close(MARCH, by=ada, locked=True)
    with pytest.raises(PeriodLocked):
        verbs.add_leave(rita, by=ada, starts_on=MONDAY, ends_on=TUESDAY)
    with pytest.raises(PeriodLocked):
        verbs.end_role(RoleAssignment.objects.get(member=rita), by=ada, ends_on=TUESDAY)
    with pytest.raises(PeriodLocked):
        verbs.edit_member(rita, by=ada, joined_on=TUESDAY)
    with pytest.raises(PeriodLocked):
        verbs.set_holiday(MONDAY, by=ada, name="Off")
    with pytest.raises(PeriodLocked):
        verbs.archive(rita, by=ada, left_on=TUESDAY)
    assert not Leave.objects.exists()
    assert not Restatement.objects.exists()
    rita.refresh_from_db()
    assert (rita.left_on, rita.is_archived) == (None, False)


def test_a_locked_month_is_no_obstacle_to_what_comes_after_it(ada: Member, rita: Member, raj: Member) -> None:
    close(MARCH, by=ada, locked=True)
    verbs.add_leave(rita, by=ada, starts_on=date(2026, 4, 6), ends_on=date(2026, 4, 7))
    verbs.archive(raj, by=ada)
    verbs.restore(raj, by=ada)
    assert not Restatement.objects.exists()


def test_coming_back_leaves_the_months_away_as_they_were(ada: Member, rita: Member) -> None:
    verbs.archive(rita, by=ada, left_on=TUESDAY)
    close(MARCH, by=ada, locked=True)
    verbs.restore(rita, by=ada)
    assert not Restatement.objects.exists()
