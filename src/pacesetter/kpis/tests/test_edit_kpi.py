from datetime import UTC, date, datetime

import pytest

from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import closing, verbs
from pacesetter.kpis.models import Kpi, Restatement
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.scope import scope


@pytest.fixture
def calls(ada: Member) -> Kpi:
    return verbs.add_kpi(by=ada, name="Calls")


def test_what_is_given_changes_and_the_history_tells_it(ada: Member, calls: Kpi) -> None:
    edited = verbs.edit_kpi(calls, by=ada, name="Dials", measure="points", reason="agreed in May")
    assert (edited.name, edited.measure, edited.credit) == ("Dials", "points", "owner")
    assert Event.objects.get(verb="kpi.edited").data == {
        "before": {"name": "Calls", "measure": "count"},
        "after": {"name": "Dials", "measure": "points"},
        "reason": "agreed in May",
    }


def test_nothing_new_leaves_no_trace(ada: Member, calls: Kpi) -> None:
    verbs.edit_kpi(calls, by=ada, name="Calls", credit="owner")
    assert not Event.objects.filter(verb="kpi.edited").exists()


def test_a_ratio_that_becomes_a_number_loses_its_parts(ada: Member, calls: Kpi) -> None:
    held = verbs.add_kpi(by=ada, name="Held")
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=held, denominator=calls)
    edited = verbs.edit_kpi(rate, by=ada, measure="count")
    assert (edited.numerator, edited.denominator) == (None, None)
    again = verbs.edit_kpi(rate, by=ada, measure="ratio", numerator=calls, denominator=held)
    assert (again.numerator, again.denominator) == (calls, held)


def test_a_part_of_a_ratio_cannot_become_a_ratio_of_it(ada: Member, calls: Kpi) -> None:
    held, other = verbs.add_kpi(by=ada, name="Held"), verbs.add_kpi(by=ada, name="Other")
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=held, denominator=calls)
    with pytest.raises(Refusal, match="made of this KPI") as refusal:
        verbs.edit_kpi(calls, by=ada, measure="ratio", numerator=held, denominator=other)
    assert (refusal.value.field, refusal.value.code) == ("measure", "cycle")
    with pytest.raises(Refusal, match="made of itself"):
        verbs.edit_kpi(rate, by=ada, numerator=rate)


def test_a_kpi_that_counts_types_cannot_become_a_ratio(ada: Member, calls: Kpi, call: ActivityType) -> None:
    verbs.map_type(calls, call, by=ada)
    first, second = verbs.add_kpi(by=ada, name="First"), verbs.add_kpi(by=ada, name="Second")
    with pytest.raises(Refusal, match="Remove them first"):
        verbs.edit_kpi(calls, by=ada, measure="ratio", numerator=first, denominator=second)


def test_targets_never_turn_into_levels(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    first, second = verbs.add_kpi(by=ada, name="First"), verbs.add_kpi(by=ada, name="Second")
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=50, effective_from=date(2200, 1, 1))
    with pytest.raises(Refusal) as refusal:
        verbs.edit_kpi(calls, by=ada, measure="ratio", numerator=first, denominator=second)
    assert refusal.value.code == "has_targets"
    assert Kpi.objects.get(pk=calls.pk).measure == "count"


def test_a_kpi_with_counted_outcomes_cannot_count_bookings(ada: Member, calls: Kpi, connected: Outcome) -> None:
    verbs.set_counted_outcomes(calls, [connected], by=ada)
    with pytest.raises(Refusal) as refusal:
        verbs.edit_kpi(calls, by=ada, moment="booked")
    assert (refusal.value.field, refusal.value.code) == ("moment", "booked_has_no_outcome")


def test_a_new_measure_restates_closed_figures_and_a_new_name_does_not(
    ada: Member, rita: Member, calls: Kpi, call: ActivityType, bdm: SalesRole
) -> None:
    verbs.map_type(calls, call, by=ada)
    verbs.map_role(calls, bdm, by=ada)
    activity_verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 2, 10, tzinfo=UTC))
    closing.close(period_holding(PeriodKind.MONTH, date(2026, 2, 1), Calendar()), by=ada)
    verbs.edit_kpi(calls, by=ada, name="Dials")
    assert not Restatement.objects.exists()
    verbs.edit_kpi(calls, by=ada, measure="points", reason="points now")
    restated = Restatement.objects.get()
    assert (restated.old_actual, restated.new_actual, restated.reason) == ("1", "2", "points now")
    assert (restated.cause, restated.restated_by) == ("kpi.edited", ada)


def test_only_administrators_of_the_organisation_edit_kpis(
    calls: Kpi, rita: Member, mona: Member, otto: Member
) -> None:
    for member in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.edit_kpi(calls, by=member, name="Mine")
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known"):
        verbs.edit_kpi(calls, by=otto, name="Mine")
    assert Kpi.objects.get(pk=calls.pk).name == "Calls"
