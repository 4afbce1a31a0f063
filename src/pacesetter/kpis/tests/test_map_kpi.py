from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from pacesetter.activities import settings_verbs
from pacesetter.activities import verbs as activity_verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.board import board
from pacesetter.kpis.book import load_book
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiOutcome, KpiRole, TallyDay, TallyMonth
from pacesetter.people.models import Member, RoleAssignment, SalesRole
from pacesetter.people.verbs import assign_role, end_role
from pacesetter.tenancy.models import Organisation

MARCH = period_holding(PeriodKind.MONTH, date(2026, 3, 1), Calendar())


@pytest.fixture
def calls(ada: Member) -> Kpi:
    return verbs.add_kpi(by=ada, name="Calls")


def actual(organisation: Organisation, member: Member, kpi: Kpi) -> Fraction | None:
    made = board(load_book(organisation), [member.pk], MARCH, datetime(2026, 3, 31, tzinfo=UTC))
    figure = made.figures.get((member.pk, kpi.pk))
    return figure.actual if figure else None


def kept() -> list[Any]:
    return [*TallyDay.objects.values(), *TallyMonth.objects.values()]


def test_targets_and_roles_change_no_tally(
    ada: Member, rita: Member, bdm: SalesRole, calls: Kpi, call: ActivityType
) -> None:
    activity_verbs.log(by=rita, activity_type=call, owner=rita, at=datetime(2026, 3, 5, tzinfo=UTC))
    verbs.map_role(calls, bdm, by=ada)
    verbs.map_type(calls, call, by=ada)
    tallies = kept()
    assert len(tallies) == 2
    day = date(2026, 1, 1)
    verbs.set_target(
        calls, by=ada, role=bdm, period_kind="week", quantity="50", effective_from=day, reason="new", past=True
    )
    (held,) = RoleAssignment.objects.filter(member=rita)
    end_role(held, by=ada, ends_on=date(2026, 3, 1), reason="moved")
    assign_role(rita, SalesRole.objects.create(name="Closer"), by=ada, starts_on=day, reason="both")
    assert kept() == tallies


def test_mappings_change_past_figures_and_no_tally(
    organisation: Organisation,
    ada: Member,
    rita: Member,
    bdm: SalesRole,
    calls: Kpi,
    call: ActivityType,
    connected: Outcome,
) -> None:
    at = datetime(2026, 3, 5, tzinfo=UTC)
    activity_verbs.log(by=rita, activity_type=call, owner=rita, at=at)
    activity_verbs.log(by=rita, activity_type=call, owner=rita, at=at, outcome=connected)
    tallies = kept()
    assert actual(organisation, rita, calls) is None
    verbs.map_role(calls, bdm, by=ada)
    assert actual(organisation, rita, calls) == 0
    verbs.map_type(calls, call, by=ada, weight="0.25")
    assert actual(organisation, rita, calls) == Fraction(1, 2)
    verbs.map_type(calls, call, by=ada, weight=3)
    assert actual(organisation, rita, calls) == 6
    verbs.set_counted_outcomes(calls, [connected], by=ada)
    assert actual(organisation, rita, calls) == 3
    verbs.set_counted_outcomes(calls, [], by=ada)
    verbs.unmap_type(calls, call, by=ada)
    assert actual(organisation, rita, calls) == 0
    verbs.unmap_role(calls, bdm, by=ada)
    assert actual(organisation, rita, calls) is None
    assert kept() == tallies
    assert list(Event.objects.filter(subject_kind="kpi").order_by("id").values_list("verb", flat=True)) == [
        "kpi.added",
        "kpi.role_mapped",
        "kpi.type_mapped",
        "kpi.type_mapped",
        "kpi.outcomes_set",
        "kpi.outcomes_set",
        "kpi.type_unmapped",
        "kpi.role_unmapped",
    ]


def test_the_history_tells_a_weight_before_and_after(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    verbs.map_role(calls, bdm, by=ada)
    verbs.map_role(calls, bdm, by=ada, weight="2.5", reason="twice as important")
    verbs.map_role(calls, bdm, by=ada, weight="2.500")
    assert KpiRole.objects.get().weight == Decimal("2.5")
    last = Event.objects.filter(verb="kpi.role_mapped").first()
    assert last is not None
    assert Event.objects.filter(verb="kpi.role_mapped").count() == 2
    assert (last.data["before"]["weight"], last.data["after"]["weight"]) == ("1.000", "2.500")
    assert last.data["reason"] == "twice as important"


@pytest.mark.parametrize(
    ("weight", "code"),
    [
        ("0", "out_of_range"),
        ("-1", "out_of_range"),
        ("0.0001", "too_precise"),
        ("NaN", "not_a_number"),
        ("x", "not_a_number"),
        ("100000", "out_of_range"),
    ],
)
def test_a_weight_that_cannot_be_is_refused(
    ada: Member, calls: Kpi, bdm: SalesRole, call: ActivityType, weight: str, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.map_role(calls, bdm, by=ada, weight=weight)
    assert (refusal.value.field, refusal.value.code) == ("weight", code)
    with pytest.raises(Refusal) as refusal:
        verbs.map_type(calls, call, by=ada, weight=weight)
    assert (refusal.value.field, refusal.value.code) == ("weight", code)


def test_a_ratio_counts_no_types_and_no_outcomes(
    ada: Member, calls: Kpi, call: ActivityType, connected: Outcome
) -> None:
    held = verbs.add_kpi(by=ada, name="Held")
    rate = verbs.add_kpi(by=ada, name="Rate", measure="ratio", numerator=held, denominator=calls)
    with pytest.raises(Refusal, match="A ratio counts no activity types"):
        verbs.map_type(rate, call, by=ada)
    with pytest.raises(Refusal, match="outcomes of the two KPIs"):
        verbs.set_counted_outcomes(rate, [connected], by=ada)


def test_a_kpi_of_bookings_takes_no_outcomes(ada: Member, connected: Outcome) -> None:
    booked = verbs.add_kpi(by=ada, name="Booked", moment="booked")
    with pytest.raises(Refusal) as refusal:
        verbs.set_counted_outcomes(booked, [connected], by=ada)
    assert (refusal.value.field, refusal.value.code) == ("outcomes", "booked_has_no_outcome")
    assert not KpiOutcome.objects.exists()


def test_what_is_archived_is_not_mapped(ada: Member, calls: Kpi, call: ActivityType, bdm: SalesRole) -> None:
    settings_verbs.archive_activity_type(call, by=ada)
    with pytest.raises(Refusal) as refusal:
        verbs.map_type(calls, call, by=ada)
    assert (refusal.value.field, refusal.value.code) == ("activity_type", "archived")
    verbs.archive_kpi(calls, by=ada)
    with pytest.raises(Refusal) as refusal:
        verbs.map_role(calls, bdm, by=ada)
    assert (refusal.value.field, refusal.value.code) == ("kpi", "archived")


def test_what_is_not_mapped_cannot_be_unmapped(ada: Member, calls: Kpi, call: ActivityType, bdm: SalesRole) -> None:
    with pytest.raises(Refusal, match="not expected of the role"):
        verbs.unmap_role(calls, bdm, by=ada)
    with pytest.raises(Refusal, match="does not count"):
        verbs.unmap_type(calls, call, by=ada)


def test_only_administrators_of_the_organisation_map(
    ada: Member, calls: Kpi, call: ActivityType, bdm: SalesRole, connected: Outcome, rita: Member, otto: Member
) -> None:
    verbs.map_type(calls, call, by=ada)
    verbs.map_role(calls, bdm, by=ada)
    for member in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.map_type(calls, call, by=member, weight=2)
        with pytest.raises(NotAllowed):
            verbs.map_role(calls, bdm, by=member, weight=2)
        with pytest.raises(NotAllowed):
            verbs.unmap_type(calls, call, by=member)
        with pytest.raises(NotAllowed):
            verbs.unmap_role(calls, bdm, by=member)
        with pytest.raises(NotAllowed):
            verbs.set_counted_outcomes(calls, [connected], by=member)
    assert KpiActivityType.objects.get().weight == KpiRole.objects.get().weight == 1
