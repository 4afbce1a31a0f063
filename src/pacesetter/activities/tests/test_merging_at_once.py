"""A company is merged while somebody completes an activity with it."""

import sys
import threading

import pytest
from django.db import connection, transaction

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType, Outcome, Status
from pacesetter.activities.tests.at_once import run_at_once
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
    thread.join(10)
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
            may_go_on.wait(10)
            verbs.complete(made[0], by=rita, outcome=connected)

    threads: list[threading.Thread] = []

    def locked_pair(one: Company, other: Company) -> tuple[Company, Company]:
        if not threads:
            threads.append(run_at_once(make_and_complete, rita.organisation_id, head_start=0))
            assert is_held.wait(10)
        pair: tuple[Company, Company] = real(one, other)
        may_go_on.set()
        return pair

    module = sys.modules[merge.__module__]
    real = module.locked_pair
    monkeypatch.setattr(module, "locked_pair", locked_pair)
    merge(initech, double, by=rita)
    threads[0].join(10)
    made[0].refresh_from_db()
    assert (made[0].status, made[0].company) == (Status.COMPLETED, initech)
