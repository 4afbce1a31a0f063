"""Who has a job: claiming, losing and taking back."""

import threading
from datetime import timedelta

import pytest
from django.db import connections, transaction

from pacesetter import events, jobs
from pacesetter.events.models import Event
from pacesetter.jobs import registry
from pacesetter.jobs.claiming import claim, next_due, recover
from pacesetter.jobs.errors import LeaseLost
from pacesetter.jobs.execution import execute
from pacesetter.jobs.leases import Leases
from pacesetter.jobs.models import Job
from pacesetter.jobs.outcomes import finish, release, try_again
from pacesetter.jobs.tests.conftest import Register, let_lease_run_out, make_due, nothing, running
from pacesetter.tenancy.models import Organisation

State = Job.State
LEASE = timedelta(minutes=1)


def taken(worker: str = "a") -> Job:
    job = claim(worker, LEASE)
    assert job is not None
    return job


@pytest.fixture
def job(organisation: Organisation, handles: Register) -> Job:
    handles("work", nothing, max_attempts=3)
    return jobs.enqueue("work")


def state_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def test_the_job_due_for_longest_comes_first(job: Job) -> None:
    urgent = jobs.enqueue("work")
    make_due(urgent)
    assert next_due() == Job.objects.get(pk=urgent.pk).run_at
    assert [taken().pk, taken().pk] == [urgent.pk, job.pk]
    assert claim("a", LEASE) is None
    assert next_due() is None


def test_a_kind_that_this_version_does_not_know_is_left_for_one_that_does(job: Job) -> None:
    del registry._handlers["work"]
    assert claim("a", LEASE) is None
    assert next_due() is None
    assert state_of(job) == State.QUEUED


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_never_get_the_same_job(job: Job) -> None:
    for _ in range(59):
        jobs.enqueue("work")
    claimed: list[int] = []
    start = threading.Barrier(4)

    def work(name: str) -> None:
        start.wait()
        while row := claim(name, LEASE):
            claimed.append(row.pk)
        connections.close_all()

    threads = [threading.Thread(target=work, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(Job.objects.values_list("pk", flat=True))
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}


def test_a_lease_that_ran_out_puts_the_job_back(job: Job) -> None:
    mine = taken()
    assert recover() == 0
    let_lease_run_out(mine)
    assert recover() == 1
    assert taken("b").attempts == 2


def test_a_job_that_kills_every_worker_dies_in_the_end(job: Job) -> None:
    for _ in range(3):
        let_lease_run_out(taken())
        recover()
    assert claim("a", LEASE) is None
    job.refresh_from_db()
    assert job.state == State.DEAD
    assert "ended, hung or lost" in job.last_error


def test_a_worker_that_was_taken_for_dead_commits_nothing(organisation: Organisation, handles: Register) -> None:
    def work(job: jobs.RunningJob) -> None:
        events.record("effect", "job", job.id, by_id=None)

    handles("work", work)
    job = jobs.enqueue("work")
    mine = taken("a")
    let_lease_run_out(mine)
    recover()
    theirs = taken("b")
    execute(running(mine, atomic=True))
    assert not Event.objects.exists()
    assert state_of(job) == State.RUNNING
    execute(running(theirs, atomic=True))
    assert Event.objects.count() == 1
    assert state_of(job) == State.DONE


def test_no_outcome_passes_the_fence_of_another_worker(job: Job) -> None:
    mine = taken("a")
    let_lease_run_out(mine)
    recover()
    theirs = taken("b")
    for outcome in (finish, release):
        with pytest.raises(LeaseLost):
            outcome(mine)
    with pytest.raises(LeaseLost):
        try_again(mine, timedelta(0), error_class="", error="")
    with pytest.raises(LeaseLost):
        running(mine).report(1)
    finish(theirs)
    assert state_of(job) == State.DONE


def test_the_same_worker_in_a_later_attempt_is_another_worker(job: Job) -> None:
    earlier = taken("a")
    let_lease_run_out(earlier)
    recover()
    later = taken("a")
    with pytest.raises(LeaseLost):
        finish(earlier)
    finish(later)


def test_a_heartbeat_keeps_the_job(job: Job) -> None:
    leases = Leases(LEASE)
    mine = running(taken())
    with leases.holding(mine):
        let_lease_run_out(mine.row)
        leases.renew()
        assert recover() == 0
        mine.stay()
    let_lease_run_out(mine.row)
    leases.renew()
    assert recover() == 1


def test_a_heartbeat_tells_a_job_that_it_was_taken_over(job: Job) -> None:
    leases = Leases(LEASE)
    mine = running(taken())
    with leases.holding(mine):
        jobs.cancel(job)
        leases.renew()
        with pytest.raises(LeaseLost):
            mine.stay()


def test_a_handler_that_hangs_loses_its_job(organisation: Organisation, handles: Register) -> None:
    handles("hang", nothing, limit=timedelta(0))
    jobs.enqueue("hang")
    leases = Leases(LEASE)
    mine = running(taken())
    with leases.holding(mine):
        let_lease_run_out(mine.row)
        leases.renew()
        assert recover() == 1


def test_a_job_given_back_by_a_stopping_worker_has_lost_no_attempt(
    organisation: Organisation, handles: Register
) -> None:
    handles("count", lambda job: job.report(5, 10), atomic=False)
    job = jobs.enqueue("count")
    mine = running(taken())
    mine.is_stopping = lambda: True
    execute(mine)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress_done) == (State.QUEUED, 0, 5)


def test_a_job_can_not_run_inside_a_transaction_that_may_be_rolled_back(job: Job) -> None:
    with transaction.atomic():
        jobs.run_due()
    assert "durable" in Job.objects.get(pk=job.pk).last_error
