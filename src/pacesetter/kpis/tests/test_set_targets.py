from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.tests.target_rows import target_rows
from pacesetter.kpis.verbs import TargetSteps
from pacesetter.people.models import Member, SalesRole

# Already 16 March in Auckland, where the organisation is.
NOW = datetime(2026, 3, 15, 20, tzinfo=UTC)
TODAY, APRIL, MAY, JUNE = date(2026, 3, 16), date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def at_this_moment() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def calls(ada: Member, bdm: SalesRole) -> Kpi:
    kpi = verbs.add_kpi(by=ada, name="Calls")
    verbs.map_role(kpi, bdm, by=ada)
    return kpi


@pytest.fixture
def demos(ada: Member, bdm: SalesRole) -> Kpi:
    kpi = verbs.add_kpi(by=ada, name="Demos")
    verbs.map_role(kpi, bdm, by=ada)
    return kpi


def test_a_whole_grid_is_one_change(ada: Member, calls: Kpi, demos: Kpi, bdm: SalesRole, rita: Member) -> None:
    version = ada.organisation.settings_version
    written = verbs.set_targets(
        [
            TargetSteps(bdm, calls, "week", [(TODAY, "50")]),
            TargetSteps(bdm, demos, "month", [(TODAY, 8)]),
            TargetSteps(rita, calls, "week", [(TODAY, 20), (APRIL, 30), (MAY, 40)]),
        ],
        by=ada,
        reason="new year",
    )
    assert written == 5
    assert target_rows(kpi=calls, role=bdm) == [("week", TODAY, 50)]
    assert target_rows(kpi=calls, member=rita) == [("week", TODAY, 20), ("week", APRIL, 30), ("week", MAY, 40)]
    assert target_rows(kpi=demos) == [("month", TODAY, 8)]
    assert Event.objects.filter(verb="target.set", data__reason="new year").count() == 5
    told = Event.objects.filter(verb="target.set", data__after__member_id=rita.pk).order_by("id").first()
    assert told is not None and told.data["after"]["quantity"] == "20.000"
    assert told.data["after"]["target_id"] == Target.objects.get(member=rita, effective_from=TODAY).pk
    ada.organisation.refresh_from_db()
    assert ada.organisation.settings_version > version


def test_another_period_kind_takes_the_place_of_the_one_before(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    verbs.set_ramp(calls, by=ada, role=bdm, period_kind="week", steps=[(TODAY, 40), (MAY, 50)])
    verbs.set_targets([TargetSteps(bdm, calls, "month", [(APRIL, 200)])], by=ada)
    # The week's target ends, and its step to come is gone: two kinds at once would not add up.
    assert target_rows(kpi=calls) == [("week", TODAY, 40), ("month", APRIL, 200), ("week", APRIL, None)]
    assert Event.objects.get(verb="target.set", data__after={}).data["before"]["effective_from"] == "2026-05-01"


def test_later_steps_of_the_same_kind_stay(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    verbs.set_ramp(calls, by=ada, role=bdm, period_kind="week", steps=[(TODAY, 40), (MAY, 50)])
    verbs.set_targets([TargetSteps(bdm, calls, "week", [(APRIL, 45)])], by=ada)
    assert target_rows(kpi=calls) == [("week", TODAY, 40), ("week", APRIL, 45), ("week", MAY, 50)]
    verbs.set_targets([TargetSteps(bdm, calls, "week", [(TODAY, 10), (JUNE, 60)])], by=ada)
    assert target_rows(kpi=calls) == [("week", TODAY, 10), ("week", JUNE, 60)]


def test_nothing_ends_what_runs_and_what_was_to_come(ada: Member, calls: Kpi, rita: Member) -> None:
    verbs.set_ramp(calls, by=ada, member=rita, period_kind="week", steps=[(TODAY, 40), (MAY, 50)])
    verbs.set_targets([TargetSteps(rita, calls, "week", [(APRIL, None)])], by=ada)
    assert target_rows(kpi=calls) == [("week", TODAY, 40), ("week", APRIL, None)]
    # From the day on which it began there is nothing to end: it is as if it had never been set.
    verbs.set_targets([TargetSteps(rita, calls, "week", [(TODAY, None)])], by=ada)
    assert target_rows(kpi=calls) == []


def test_what_is_so_already_is_not_written_again(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=50, effective_from=TODAY)
    assert verbs.set_targets([TargetSteps(bdm, calls, "week", [(APRIL, "50.000")])], by=ada) == 0
    assert target_rows(kpi=calls) == [("week", TODAY, 50)]


def test_all_or_nothing(ada: Member, calls: Kpi, bdm: SalesRole, rita: Member) -> None:
    good = TargetSteps(bdm, calls, "week", [(TODAY, 50)])
    for bad, code in (
        (TargetSteps(rita, calls, "week", [(TODAY, -1)]), "out_of_range"),
        (TargetSteps(rita, calls, "fortnight", [(TODAY, 1)]), "unknown"),
        (TargetSteps(rita, calls, "week", [(MAY, 1), (APRIL, 2)]), "not_in_order"),
        (TargetSteps(bdm, calls, "day", [(TODAY, 1)]), "twice"),
        (TargetSteps(rita, calls, "week", [(TODAY - timedelta(days=1), 1)]), "past"),
    ):
        with pytest.raises(Refusal) as refusal:
            verbs.set_targets([good, bad], by=ada)
        assert refusal.value.code == code
    assert target_rows(kpi=calls) == []


def test_the_past_needs_a_reason(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    change = TargetSteps(bdm, calls, "week", [(TODAY - timedelta(days=7), 50)])
    with pytest.raises(Refusal) as refusal:
        verbs.set_targets([change], by=ada, past=True, reason="  ")
    assert refusal.value.field == "reason"
    verbs.set_targets([change], by=ada, past=True, reason="agreed in March")
    assert Event.objects.get(verb="target.set_in_past").data["reason"] == "agreed in March"


def test_archived_things_get_no_targets(ada: Member, calls: Kpi, demos: Kpi, bdm: SalesRole) -> None:
    verbs.archive_kpi(demos, by=ada)
    with pytest.raises(Refusal, match="archived"):
        verbs.set_targets([TargetSteps(bdm, demos, "week", [(TODAY, 1)])], by=ada)


def test_only_administrators_of_the_organisation(
    ada: Member, calls: Kpi, bdm: SalesRole, rita: Member, mona: Member, otto: Member
) -> None:
    change = TargetSteps(rita, calls, "week", [(TODAY, 1)])
    for member in (rita, mona, otto):
        with pytest.raises(NotAllowed):
            verbs.set_targets([change], by=member)
    with pytest.raises(Refusal, match="not known"):
        verbs.set_targets([TargetSteps(otto, calls, "week", [(TODAY, 1)])], by=ada)
    assert target_rows(kpi=calls) == []


def test_queries_do_not_grow_with_the_grid(ada: Member, calls: Kpi, demos: Kpi, rita: Member, raj: Member) -> None:
    def queries(members: list[Member], kpis: list[Kpi], quantity: int) -> int:
        changes = [TargetSteps(member, kpi, "week", [(TODAY, quantity)]) for member in members for kpi in kpis]
        with CaptureQueriesContext(
            connection,
        ) as seen:
            verbs.set_targets(changes, by=ada)
        return len(seen)

    few = queries([rita], [calls], 5)
    assert queries([raj], [calls, demos], 6) == few
