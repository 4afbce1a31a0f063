import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from pacesetter import jobs
from pacesetter.jobs.models import Job, Slot
from pacesetter.jobs.schedule import Schedule
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.tenancy.models import Organisation

HOUR = timedelta(hours=1)
NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kinds(handles: Register) -> None:
    handles("clean.up", nothing, serves="installation")
    handles("close.day", nothing)


def hourly(kind: str = "clean.up", catch_up: int = 1) -> Schedule:
    """A schedule as a newly started worker has it."""
    return Schedule([jobs.Recurring(kind, every=HOUR, catch_up=catch_up)])


def finish_all() -> None:
    Job.objects.update(state=Job.State.DONE)


@pytest.mark.django_db
def test_a_new_entry_begins_with_its_next_moment() -> None:
    assert hourly().enqueue_due(NOON) == 0
    assert hourly().enqueue_due(NOON + timedelta(minutes=59)) == 0
    assert hourly().enqueue_due(NOON + HOUR) == 1
    assert Job.objects.get().organisation_id is None


@pytest.mark.django_db
def test_a_moment_is_enqueued_once_however_many_workers_ask() -> None:
    workers = [hourly() for _ in range(3)]
    for worker in workers:
        worker.enqueue_due(NOON)
    later = NOON + HOUR
    assert [worker.enqueue_due(later) for worker in workers] == [1, 0, 0]
    assert [worker.enqueue_due(later) for worker in workers] == [0, 0, 0]
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_moment_is_enqueued_once_when_all_ask_at_the_same_time() -> None:
    hourly().enqueue_due(NOON)
    start = threading.Barrier(4)
    enqueued: list[int] = []

    def ask() -> None:
        start.wait()
        enqueued.append(hourly().enqueue_due(NOON + HOUR))
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(enqueued) == [0, 0, 0, 1]
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_after_a_standstill_one_job_is_made_up_for() -> None:
    hourly().enqueue_due(NOON)
    assert hourly().enqueue_due(NOON + 100 * HOUR) == 1
    assert Slot.objects.latest("due_at").due_at == NOON + 100 * HOUR


@pytest.mark.django_db
def test_an_entry_may_make_up_for_more() -> None:
    hourly().enqueue_due(NOON)
    assert hourly(catch_up=5).enqueue_due(NOON + 100 * HOUR) == 5
    assert Job.objects.count() == 5


@pytest.mark.django_db
def test_nothing_piles_up_where_nobody_works() -> None:
    schedule = hourly()
    for hours in range(10):
        schedule.enqueue_due(NOON + hours * HOUR)
    assert Job.objects.count() == 1
    finish_all()
    schedule.enqueue_due(NOON + 10 * HOUR)
    assert Job.objects.count() == 2


def test_a_kind_for_organisations_gets_a_job_for_each(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    schedule = hourly("close.day")
    schedule.enqueue_due(NOON)
    schedule.enqueue_due(NOON + HOUR)
    assert set(Job.objects.values_list("organisation_id", flat=True)) == {organisation.pk, other_organisation.pk}
    # Acme's is done; Globex's still waits and gets no second one.
    Job.objects.filter(organisation=organisation).update(state=Job.State.DONE)
    schedule.enqueue_due(NOON + 2 * HOUR)
    assert Job.objects.filter(organisation=organisation).count() == 2
    assert Job.objects.filter(organisation=other_organisation).count() == 1


@pytest.mark.django_db
def test_what_was_enqueued_runs() -> None:
    schedule = hourly()
    schedule.enqueue_due(NOON)
    schedule.enqueue_due(NOON + HOUR)
    assert jobs.run_due() == 1
    assert Job.objects.get().state == Job.State.DONE
