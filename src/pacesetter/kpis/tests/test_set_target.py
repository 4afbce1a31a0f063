from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, Target
from pacesetter.kpis.tests.target_rows import target_rows
from pacesetter.people.models import Member, SalesRole
from pacesetter.tenancy.scope import scope

# Already 16 March in Auckland, where the organisation is.
NOW = datetime(2026, 3, 15, 20, tzinfo=UTC)
TODAY = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def at_this_moment() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def calls(ada: Member, bdm: SalesRole) -> Kpi:
    kpi = verbs.add_kpi(by=ada, name="Calls")
    verbs.map_role(kpi, bdm, by=ada)
    return kpi


def test_a_target_runs_from_its_day_on(ada: Member, calls: Kpi, bdm: SalesRole, rita: Member) -> None:
    target = verbs.set_target(
        calls, by=ada, role=bdm, period_kind="week", quantity="50", effective_from=TODAY, reason="new year"
    )
    own = verbs.set_target(
        calls, by=ada, member=rita, period_kind="week", quantity="12.345", effective_from=date(2026, 4, 1)
    )
    assert (target.role, target.member, target.quantity) == (bdm, None, Decimal(50))
    assert (own.role, own.member, own.quantity) == (None, rita, Decimal("12.345"))
    event = Event.objects.get(verb="target.set", data__after__target_id=target.pk)
    assert (event.subject_kind, event.subject_id, event.data["reason"]) == ("kpi", calls.pk, "new year")
    assert event.data["after"]["effective_from"] == "2026-03-16"


def test_a_second_target_of_the_same_day_replaces_the_first(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    for quantity in (50, 60, 60):
        verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=quantity, effective_from=TODAY)
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=None, effective_from=date(2026, 5, 1))
    assert target_rows(kpi=calls) == [("week", TODAY, 60), ("week", date(2026, 5, 1), None)]
    quantities = [
        (event.data["before"].get("quantity"), event.data["after"]["quantity"])
        for event in Event.objects.filter(verb="target.set").order_by("id")
    ]
    assert quantities == [(None, "50.000"), ("50.000", "60.000"), (None, None)]


def test_the_past_is_changed_only_by_somebody_who_means_it(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    yesterday = TODAY - timedelta(days=1)
    with pytest.raises(Refusal, match="lies in the past") as refusal:
        verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=5, effective_from=yesterday)
    assert (refusal.value.field, refusal.value.code) == ("effective_from", "past")
    assert target_rows(kpi=calls) == []
    target = verbs.set_target(
        calls, by=ada, role=bdm, period_kind="day", quantity=5, effective_from=yesterday, past=True, reason="forgotten"
    )
    assert Event.objects.get(verb="target.set_in_past").data["reason"] == "forgotten"
    with pytest.raises(Refusal, match="lies in the past"):
        verbs.remove_target(target, by=ada)
    verbs.remove_target(target, by=ada, past=True)
    assert target_rows(kpi=calls) == []
    assert Event.objects.filter(verb="target.removed_in_past").exists()


def test_today_is_the_members_own(ada: Member, calls: Kpi, rita: Member) -> None:
    rita.time_zone = "Pacific/Pago_Pago"  # where it is still the 15th
    rita.save()
    verbs.set_target(
        calls, by=ada, member=rita, period_kind="day", quantity=5, effective_from=TODAY - timedelta(days=1)
    )
    assert Event.objects.filter(verb="target.set").count() == 1


def test_a_target_to_come_is_removed_without_ado(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    target = verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=5, effective_from=TODAY)
    verbs.remove_target(target, by=ada)
    assert target_rows(kpi=calls) == []


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("-0.001", "out_of_range"),
        ("1.0001", "too_precise"),
        ("a lot", "not_a_number"),
        ("100000000000", "out_of_range"),
        ("1e400", "out_of_range"),
        ("9" * 100, "out_of_range"),
        ("-1e400", "out_of_range"),
        ("NaN", "not_a_number"),
    ],
)
def test_a_quantity_that_cannot_be_is_refused(
    ada: Member, calls: Kpi, bdm: SalesRole, quantity: str, code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=quantity, effective_from=TODAY)
    assert (refusal.value.field, refusal.value.code) == ("quantity", code)


def test_it_is_the_target_of_one_role_or_one_member(ada: Member, calls: Kpi, bdm: SalesRole, rita: Member) -> None:
    for role, member in ((None, None), (bdm, rita)):
        with pytest.raises(Refusal, match="a role or a member"):
            verbs.set_target(
                calls, by=ada, role=role, member=member, period_kind="day", quantity=5, effective_from=TODAY
            )
    with pytest.raises(Refusal) as refusal:
        verbs.set_target(calls, by=ada, role=bdm, period_kind="fortnight", quantity=5, effective_from=TODAY)
    assert refusal.value.field == "period_kind"


def test_only_administrators_of_the_organisation_set_targets(
    ada: Member, calls: Kpi, bdm: SalesRole, rita: Member, otto: Member
) -> None:
    target = verbs.set_target(calls, by=ada, role=bdm, period_kind="day", quantity=5, effective_from=TODAY)
    for member in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.set_target(calls, by=member, member=rita, period_kind="day", quantity=1, effective_from=TODAY)
        with pytest.raises(NotAllowed):
            verbs.remove_target(target, by=member)
    with scope(otto.organisation_id), pytest.raises(Refusal, match="not known"):
        verbs.remove_target(target, by=otto)
    with pytest.raises(Refusal, match="not known"):
        verbs.set_target(calls, by=ada, member=otto, period_kind="day", quantity=1, effective_from=TODAY)
    assert target_rows(kpi=calls) == [("day", TODAY, 5)]


@pytest.mark.parametrize("of_a_member", [True, False])
def test_the_database_holds_one_target_per_day_too(rita: Member, bdm: SalesRole, of_a_member: bool) -> None:
    whose: dict[str, Any] = {"member": rita} if of_a_member else {"role": bdm}
    kpi = Kpi.objects.create(name="Any")
    row: dict[str, Any] = {"kpi": kpi, "period_kind": "week", "effective_from": date(2026, 1, 1)}
    Target.objects.create(quantity=5, **row, **whose)
    with pytest.raises(IntegrityError), transaction.atomic():
        Target.objects.create(quantity=6, **row, **whose)
    Target.objects.create(quantity=6, **row, **({"role": bdm} if of_a_member else {"member": rita}))
