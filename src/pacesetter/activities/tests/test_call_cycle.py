"""A standing interval that plans the next contact."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.utils import timezone

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, CallCycle, Status
from pacesetter.activities.tests.at_once import run_at_once
from pacesetter.activities.tests.scene import last_event, totals
from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import archive, merge, undo_merge
from pacesetter.events.models import Event
from pacesetter.people.models import Member

# Noon of Monday, 23 March 2026 in Auckland.
NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)
MONDAY = date(2026, 3, 23)


@pytest.fixture(autouse=True)
def at_noon() -> Iterator[None]:
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def monthly(rita: Member, call: ActivityType, initech: Company) -> CallCycle:
    return verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="months")


def to_dos() -> list[Activity]:
    return list(Activity.objects.filter(status=Status.PLANNED, deleted_at__isnull=True).order_by("pk"))


def test_setting_one_plans_the_first_call_where_none_is_planned(rita: Member, monthly: CallCycle) -> None:
    (planned,) = to_dos()
    assert (planned.due_on, planned.owner, planned.company) == (MONDAY, rita, monthly.company)
    assert Event.objects.filter(verb="company.call_cycle_set", actor_id=rita.pk).count() == 1


def test_setting_one_plans_from_the_last_call(rita: Member, call: ActivityType, initech: Company) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, company=initech, at=datetime(2026, 3, 10, tzinfo=UTC))
    verbs.set_call_cycle(initech, by=rita, activity_type=call, every=2, unit="weeks")
    assert [one.due_on for one in to_dos()] == [date(2026, 3, 24)]


def test_setting_one_plans_nothing_beside_what_is_planned(rita: Member, call: ActivityType, initech: Company) -> None:
    there = verbs.plan(by=rita, activity_type=call, owner=rita, company=initech, due_on=date(2026, 6, 1))
    verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="weeks")
    assert to_dos() == [there]


def test_completing_plans_the_next_on_a_working_day(rita: Member, monthly: CallCycle) -> None:
    verbs.complete(to_dos()[0], by=rita, at=datetime(2026, 3, 20, 22, tzinfo=UTC))
    # 21 April is a month after, a Tuesday.
    assert [one.due_on for one in to_dos()] == [date(2026, 4, 21)]
    verbs.set_call_cycle(monthly.company, by=rita, activity_type=monthly.activity_type, every=5, unit="weeks")
    verbs.complete(to_dos()[0], by=rita, at=datetime(2026, 3, 20, 22, tzinfo=UTC))
    # Five weeks after Saturday, 21 March is a Saturday: the Monday after it.
    assert [one.due_on for one in to_dos()] == [date(2026, 4, 27)]


def test_logging_one_plans_the_next_too(rita: Member, call: ActivityType, monthly: CallCycle) -> None:
    verbs.cancel(to_dos()[0], by=rita)
    company = Company.objects.get(pk=monthly.company_id)
    verbs.log(by=rita, activity_type=call, owner=rita, company=company)
    assert [one.due_on for one in to_dos()] == [date(2026, 4, 23)]
    verbs.log(by=rita, activity_type=call, owner=rita, company=company)
    assert len(to_dos()) == 1
    totals()


def test_another_type_plans_nothing(rita: Member, meeting: ActivityType, monthly: CallCycle) -> None:
    verbs.cancel(to_dos()[0], by=rita)
    verbs.log(by=rita, activity_type=meeting, owner=rita, company=Company.objects.get(pk=monthly.company_id))
    assert to_dos() == []


def test_it_is_planned_for_the_owner_else_the_account_manager(
    rita: Member, raj: Member, mona: Member, call: ActivityType, initech: Company
) -> None:
    initech.account_manager = raj
    initech.save()
    cycle = verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="weeks")
    assert to_dos()[0].owner == raj
    verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="weeks", owner=mona)
    verbs.complete(to_dos()[0], by=rita)
    assert to_dos()[0].owner == mona
    Member.objects.filter(pk__in=[mona.pk, raj.pk]).update(archived_at=timezone.now())
    verbs.complete(to_dos()[0], by=rita)
    assert to_dos()[0].owner == rita
    assert CallCycle.objects.get() == cycle


def test_reopening_takes_back_what_it_planned_unless_touched(rita: Member, monthly: CallCycle) -> None:
    (first,) = to_dos()
    verbs.complete(first, by=rita)
    verbs.reopen(first, by=rita)
    assert to_dos() == [first]
    verbs.complete(first, by=rita)
    (second,) = to_dos()
    with clock.standing_at(NOW.replace(minute=1)):
        verbs.edit(second, by=rita, subject="Ask for Bob")
    verbs.reopen(first, by=rita)
    assert to_dos() == [first, second]


def test_a_paused_one_plans_nothing_until_it_goes_on(rita: Member, monthly: CallCycle) -> None:
    verbs.pause_call_cycle(monthly, by=rita)
    assert not Company.objects.get(pk=monthly.company_id).has_call_cycle
    verbs.complete(to_dos()[0], by=rita)
    assert to_dos() == []
    with pytest.raises(Refusal, match="paused already"):
        verbs.pause_call_cycle(monthly, by=rita)
    verbs.resume_call_cycle(monthly, by=rita)
    assert [one.due_on for one in to_dos()] == [date(2026, 4, 23)]
    assert last_event().verb == "activity.planned"
    with pytest.raises(Refusal, match="not paused"):
        verbs.resume_call_cycle(monthly, by=rita)


def test_ending_it_leaves_what_it_planned_after_a_call(rita: Member, monthly: CallCycle) -> None:
    verbs.complete(to_dos()[0], by=rita)
    verbs.end_call_cycle(monthly, by=rita)
    assert len(to_dos()) == 1
    assert not CallCycle.objects.exists()
    assert not Company.objects.get(pk=monthly.company_id).has_call_cycle
    verbs.end_call_cycle(monthly, by=rita)


def test_ending_it_at_once_takes_back_what_setting_it_planned(rita: Member, monthly: CallCycle) -> None:
    verbs.end_call_cycle(monthly, by=rita)
    assert to_dos() == []


def test_an_archived_type_never_stops_a_call_from_being_completed(rita: Member, monthly: CallCycle) -> None:
    ActivityType.objects.update(archived_at=timezone.now())
    verbs.complete(to_dos()[0], by=rita)
    assert to_dos() == []
    assert Event.objects.filter(verb="company.call_cycle_failed").exists()


def test_it_moves_with_its_company(rita: Member, monthly: CallCycle) -> None:
    kept: Company = Company.objects.create(name="Initech Ltd", name_key="initech")
    dropped = monthly.company
    merge(kept, dropped, by=rita)
    assert CallCycle.objects.get().company == kept
    assert Company.objects.get(pk=kept.pk).has_call_cycle
    undo_merge(dropped, by=rita)
    assert CallCycle.objects.get().company == dropped
    assert not Company.objects.get(pk=kept.pk).has_call_cycle


@pytest.mark.parametrize(
    ("given", "field"), [({"every": 0}, "every"), ({"every": 61}, "every"), ({"unit": "days"}, "unit")]
)
def test_intervals_that_are_none_are_refused(
    rita: Member, call: ActivityType, initech: Company, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        verbs.set_call_cycle(initech, by=rita, activity_type=call, **{"every": 1, "unit": "weeks", **given})  # type: ignore[arg-type]
    assert refusal.value.field == field


def test_archived_companies_and_strangers_are_refused(
    rita: Member, otto: Member, call: ActivityType, initech: Company
) -> None:
    with pytest.raises(NotAllowed):
        verbs.set_call_cycle(initech, by=otto, activity_type=call, every=1, unit="weeks")
    archive(initech, by=rita)
    with pytest.raises(Refusal, match="archived"):
        verbs.set_call_cycle(initech, by=rita, activity_type=call, every=1, unit="weeks")
    assert not CallCycle.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_calls_at_once_plan_one(rita: Member, call: ActivityType, monthly: CallCycle) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite writes one after the other")
    (planned,) = to_dos()
    company = Company.objects.get(pk=monthly.company_id)
    with transaction.atomic():
        verbs.complete(planned, by=rita)
        waiting = run_at_once(
            lambda: verbs.log(by=rita, activity_type=call, owner=rita, company=company), rita.organisation_id
        )
    waiting.join(timeout=60)
    assert not waiting.is_alive()
    assert len(to_dos()) == 1
    assert Activity.objects.filter(status=Status.COMPLETED).count() == 2
