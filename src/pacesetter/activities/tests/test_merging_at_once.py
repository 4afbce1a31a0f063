"""A company is merged while somebody completes an activity with it."""

import sys
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.tests.at_once import run_at_once, who_waits
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import merge, undo_merge
from pacesetter.people.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_undone", [False, True])
def test_neither_waits_for_the_other_for_ever(
    is_undone: bool, rita: Member, call: ActivityType, connected: Outcome, initech: Company
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    to_do = verbs.plan(by=rita, activity_type=call, owner=rita, company=double)
    if is_undone:
        merge(initech, double, by=rita)

    def other() -> None:
        if is_undone:
            undo_merge(Company.objects.get(pk=double.pk), by=rita)
        else:
            merge(Company.objects.get(pk=initech.pk), Company.objects.get(pk=double.pk), by=rita)

    with transaction.atomic():
        # Completing begins like this; the merge comes in between.
        Activity.objects.select_for_update(of=("self",)).get(pk=to_do.pk)
        thread = run_at_once(other, rita.organisation_id)
        verbs.complete(to_do, by=rita, outcome=connected)
    thread.join(60)
    to_do.refresh_from_db()
    assert (to_do.status, to_do.company) == (Status.COMPLETED, double if is_undone else initech)


def test_what_was_made_and_taken_up_between_the_locks_comes_along(
    rita: Member, call: ActivityType, connected: Outcome, initech: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    is_held, may_go_on = threading.Event(), threading.Event()
    made: list[Activity] = []

    def make_and_complete() -> None:
        made.append(verbs.plan(by=rita, activity_type=call, owner=rita, company=double))
        with transaction.atomic():
            Activity.objects.select_for_update(of=("self",)).get(pk=made[0].pk)
            is_held.set()
            may_go_on.wait(60)
            verbs.complete(made[0], by=rita, outcome=connected)

    threads: list[threading.Thread] = []

    def locked_pair(one: Company, other: Company) -> tuple[Company, Company]:
        if not threads:
            threads.append(run_at_once(make_and_complete, rita.organisation_id, head_start=0))
            assert is_held.wait(60)
        pair: tuple[Company, Company] = real(one, other)
        may_go_on.set()
        return pair

    module = sys.modules[merge.__module__]
    real = module.locked_pair
    monkeypatch.setattr(module, "locked_pair", locked_pair)
    merge(initech, double, by=rita)
    threads[0].join(60)
    made[0].refresh_from_db()
    assert (made[0].status, made[0].company) == (Status.COMPLETED, initech)


Hang = Callable[[Company, Member, ActivityType], object]


def log(company: Company, rita: Member, call: ActivityType) -> None:
    verbs.log(by=rita, activity_type=call, owner=rita, company=company)


def plan_with_others(company: Company, rita: Member, call: ActivityType) -> None:
    mona = Member.objects.exclude(pk=rita.pk).get()
    verbs.plan(by=rita, activity_type=call, owner=rita, company=company, participants=[mona])


def move(company: Company, rita: Member, call: ActivityType) -> None:
    verbs.edit(Activity.objects.get(subject="elsewhere"), by=rita, company=company)


@pytest.mark.parametrize("hang", [log, plan_with_others, move])
def test_nothing_is_hung_on_a_company_that_was_merged_since_it_was_read(
    hang: Hang, rita: Member, mona: Member, call: ActivityType, initech: Company
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, subject="elsewhere")
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    hang(double, rita, call)
    as_read = Company.objects.get(pk=double.pk)
    merge(initech, double, by=rita)
    Activity.objects.filter(subject="elsewhere").update(company=None)
    with pytest.raises(Refusal, match=r"Initech Ltd.* was merged"):
        hang(as_read, rita, call)
    assert not Activity.objects.filter(company=double).exists()


@pytest.mark.parametrize("hang", [log, plan_with_others, move])
def test_what_waits_for_a_merge_is_not_hung_on_what_it_leaves_behind(
    hang: Hang, rita: Member, mona: Member, call: ActivityType, initech: Company
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    verbs.plan(by=rita, activity_type=call, owner=rita, subject="elsewhere")
    double = Company.objects.create(name="Initech Ltd", name_key="initech")
    as_read = Company.objects.get(pk=double.pk)
    with (
        pytest.raises(Refusal, match=r"Initech Ltd.* was merged"),
        who_waits(lambda: hang(as_read, rita, call), rita.organisation_id),
    ):
        merge(initech, double, by=rita)
    assert not Activity.objects.filter(company=double).exists()
