from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.kpis import verbs
from pacesetter.kpis.models import Kpi, Target
from pacesetter.people.models import Member, SalesRole

TODAY = date(2026, 3, 16)
APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in (4, 5, 6, 7))


@pytest.fixture(autouse=True)
def at_this_moment() -> Iterator[None]:
    with clock.standing_at(datetime(2026, 3, 15, 20, tzinfo=UTC)):
        yield


@pytest.fixture
def calls(ada: Member) -> Kpi:
    return verbs.add_kpi(by=ada, name="Calls")


def series(kpi: Kpi, **subject: object) -> list[tuple[str, date, object]]:
    found = Target.objects.filter(kpi=kpi, **subject).order_by("period_kind", "effective_from")
    return list(found.values_list("period_kind", "effective_from", "quantity"))


def test_a_ramp_replaces_what_lies_between_its_steps(ada: Member, calls: Kpi, rita: Member) -> None:
    for day, quantity in ((TODAY, 1), (date(2026, 4, 15), 2), (JULY, 99)):
        verbs.set_target(calls, by=ada, member=rita, period_kind="month", quantity=quantity, effective_from=day)
    verbs.set_target(calls, by=ada, member=rita, period_kind="day", quantity=7, effective_from=date(2026, 4, 15))
    steps: list[tuple[date, Decimal | int | str | None]] = [(APRIL, 25), (MAY, "50"), (JUNE, Decimal(100))]
    targets = verbs.set_ramp(calls, by=ada, member=rita, period_kind="month", steps=steps, reason="new here")
    assert [target.quantity for target in targets] == [25, 50, 100]
    assert series(calls, member=rita) == [
        ("day", date(2026, 4, 15), 7),
        ("month", TODAY, 1),
        ("month", APRIL, 25),
        ("month", MAY, 50),
        ("month", JUNE, 100),
        ("month", JULY, 99),
    ]
    assert Event.objects.filter(verb="target.set", data__reason="new here").count() == 4  # three set, one gave way


def test_steps_come_in_order_and_all_or_none_are_written(ada: Member, calls: Kpi, rita: Member) -> None:
    for steps in ([], [(MAY, 1), (APRIL, 2)], [(MAY, 1), (MAY, 2)]):
        with pytest.raises(Refusal, match="in order"):
            verbs.set_ramp(calls, by=ada, member=rita, period_kind="month", steps=steps)
    with pytest.raises(Refusal, match="below 0"):
        verbs.set_ramp(calls, by=ada, member=rita, period_kind="month", steps=[(APRIL, 1), (MAY, -1)])
    with pytest.raises(Refusal, match="lies in the past"):
        verbs.set_ramp(calls, by=ada, member=rita, period_kind="month", steps=[(date(2026, 3, 1), 1)])
    assert series(calls) == []


@pytest.fixture
def role_targets(ada: Member, calls: Kpi, bdm: SalesRole) -> None:
    verbs.set_target(
        calls, by=ada, role=bdm, period_kind="week", quantity=40, effective_from=date(2026, 1, 1), past=True
    )
    verbs.set_target(calls, by=ada, role=bdm, period_kind="week", quantity=60, effective_from=MAY)


@pytest.mark.usefixtures("role_targets")
def test_a_copy_expects_the_same_from_a_day_on(ada: Member, calls: Kpi, bdm: SalesRole, rita: Member) -> None:
    for kind, day in (("month", TODAY), ("week", date(2026, 4, 20)), ("week", JUNE)):
        verbs.set_target(calls, by=ada, member=rita, period_kind=kind, quantity=9, effective_from=day)
    verbs.copy_targets(bdm, rita, by=ada, effective_from=APRIL, factor="0.5")
    assert series(calls, member=rita) == [
        ("month", TODAY, 9),
        ("month", APRIL, None),
        ("week", APRIL, 20),
        ("week", MAY, 30),
    ]


@pytest.mark.usefixtures("role_targets")
def test_other_kpis_stay_as_they_are(ada: Member, calls: Kpi, bdm: SalesRole, rita: Member) -> None:
    other = verbs.add_kpi(by=ada, name="Demos")
    verbs.set_target(other, by=ada, member=rita, period_kind="week", quantity=3, effective_from=APRIL)
    verbs.copy_targets(bdm, rita, by=ada, effective_from=TODAY)
    assert series(other, member=rita) == [("week", APRIL, 3)]
    with pytest.raises(Refusal, match="no target to copy"):
        verbs.copy_targets(bdm, rita, by=ada, effective_from=TODAY, kpis=[other])


@pytest.mark.usefixtures("role_targets")
def test_a_copy_into_the_past_has_to_be_meant(ada: Member, calls: Kpi, bdm: SalesRole, rita: Member) -> None:
    with pytest.raises(Refusal, match="lies in the past"):
        verbs.copy_targets(bdm, rita, by=ada, effective_from=date(2026, 2, 1))
    assert series(calls, member=rita) == []
    verbs.copy_targets(bdm, rita, by=ada, effective_from=date(2026, 2, 1), past=True)
    assert series(calls, member=rita) == [("week", date(2026, 2, 1), 40), ("week", MAY, 60)]


@pytest.mark.usefixtures("role_targets")
def test_nobody_copies_to_themselves_or_by_nothing(ada: Member, bdm: SalesRole, rita: Member) -> None:
    with pytest.raises(Refusal, match="somebody else"):
        verbs.copy_targets(bdm, bdm, by=ada, effective_from=TODAY)
    with pytest.raises(Refusal) as refusal:
        verbs.copy_targets(bdm, rita, by=ada, effective_from=TODAY, factor=0)
    assert refusal.value.field == "factor"


def test_only_administrators_of_the_organisation_ramp_and_copy(
    ada: Member, calls: Kpi, bdm: SalesRole, rita: Member, otto: Member
) -> None:
    for member in (rita, otto):
        with pytest.raises(NotAllowed):
            verbs.set_ramp(calls, by=member, member=rita, period_kind="month", steps=[(APRIL, 1)])
        with pytest.raises(NotAllowed):
            verbs.copy_targets(bdm, rita, by=member, effective_from=TODAY)
    assert series(calls) == []
