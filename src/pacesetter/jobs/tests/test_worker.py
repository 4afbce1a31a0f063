"""A worker in a thread of the test's own process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from pacesetter import jobs
from pacesetter.jobs import worker
from pacesetter.jobs.bell import Bell
from pacesetter.jobs.models import Job, Slot
from pacesetter.jobs.schedule import Schedule
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.jobs.worker import run_worker
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = pytest.mark.django_db(transaction=True)

HANGS = 60  # seconds; only to end a test that would never end
NEVER = timedelta(hours=1)


class Seen:
    """A handler that tells the test what it was given."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.jobs: list[tuple[int | None, dict[str, Any]]] = []

    def __call__(self, job: jobs.RunningJob) -> None:
        with self.changed:
            self.jobs.append((job.organisation_id, job.payload))
            self.changed.notify_all()

    def wait_for(self, count: int) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.jobs) >= count, timeout=HANGS)


@contextmanager
def working(**options: Any) -> Iterator[list[bool]]:
    """Run a worker for the length of the block. What it answered at its end is in the list then."""
    stop = threading.Event()
    answers: list[bool] = []
    options = {"schedule": Schedule([]), "poll": NEVER, **options}

    def run() -> None:
        answers.append(run_worker(stop, **options))
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield answers
    finally:
        stop.set()
        thread.join(HANGS)
        for crew in threading.enumerate():
            if crew.name.startswith("job thread"):
                crew.join(HANGS)


@pytest.fixture
def seen(handles: Register) -> Seen:
    seen = Seen()
    handles("look", seen, atomic=False)
    return seen


class WatchedBell(Bell):
    """Knows when every thread of the worker has found the queue empty and waits for a ring."""

    threads = 2

    def __init__(self) -> None:
        super().__init__()
        self.waiting = 0

    def wait(self, rung: int, seconds: float) -> None:
        with self._changed:
            self.waiting += 1
            self._changed.notify_all()
        super().wait(rung, seconds)
        with self._changed:
            self.waiting -= 1

    def wait_until_idle(self) -> None:
        # The worker rings once by itself, as soon as it listens.
        with self._changed:
            assert self._changed.wait_for(lambda: self.rung and self.waiting == self.threads, timeout=HANGS)


def test_an_idle_worker_is_woken_by_a_commit(
    organisation: Organisation, other_organisation: Organisation, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    bell = WatchedBell()
    monkeypatch.setattr(worker, "Bell", lambda: bell)
    with working(threads=bell.threads) as answers:
        for count, owner in enumerate((organisation, organisation, other_organisation), start=1):
            bell.wait_until_idle()
            with scope(owner):
                jobs.enqueue("look", {"n": count})
            seen.wait_for(count)
    assert seen.jobs == [
        (organisation.pk, {"n": 1}),
        (organisation.pk, {"n": 2}),
        (other_organisation.pk, {"n": 3}),
    ]
    assert answers == [True]
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_what_lay_in_the_queue_before_the_worker_came_is_done(organisation: Organisation, seen: Seen) -> None:
    for number in range(10):
        jobs.enqueue("look", {"n": number})
    with working():
        seen.wait_for(10)


def test_a_job_for_later_is_done_when_its_time_comes(organisation: Organisation, seen: Seen) -> None:
    with working():
        jobs.enqueue("look", {"n": "later"}, run_at=datetime.now(UTC) + timedelta(milliseconds=300))
        jobs.enqueue("look", {"n": "now"})
        seen.wait_for(2)
    assert [payload["n"] for _, payload in seen.jobs] == ["now", "later"]


def test_the_worker_runs_the_schedule(organisation: Organisation, seen: Seen) -> None:
    Slot.objects.create(kind="look", due_at=datetime(2020, 1, 1, tzinfo=UTC))
    with working(schedule=Schedule([jobs.Recurring("look", every=timedelta(days=1))])):
        seen.wait_for(1)
    assert seen.jobs == [(organisation.pk, {})]


def test_a_job_whose_worker_died_is_taken_over(organisation: Organisation, seen: Seen) -> None:
    job = jobs.enqueue("look")
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.RUNNING, worker="dead", attempts=1, lease_until=job.created_at - timedelta(hours=1)
    )
    with working():
        seen.wait_for(1)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 2)


def test_a_handler_that_hangs_does_not_keep_the_worker_from_stopping(
    organisation: Organisation, handles: Register
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hang(job: jobs.RunningJob) -> None:
        begun.set()
        go_on.wait(HANGS)

    handles("hang", hang, atomic=False)
    jobs.enqueue("hang")
    stop = threading.Event()

    def ask_to_stop() -> None:
        begun.wait(HANGS)
        stop.set()

    threading.Thread(target=ask_to_stop).start()
    ended = run_worker(stop, poll=NEVER, grace=timedelta(0), schedule=Schedule([]))
    go_on.set()
    for crew in threading.enumerate():
        if crew.name.startswith("job thread"):
            crew.join(HANGS)
    assert not ended


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could go away")
def test_a_worker_outlives_the_loss_of_its_connections(organisation: Organisation, seen: Seen) -> None:
    with working(poll=timedelta(seconds=1)):
        jobs.enqueue("look", {"n": 1})
        seen.wait_for(1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        jobs.enqueue("look", {"n": 2})
        seen.wait_for(2)


def test_a_job_that_can_not_be_reported_comes_back(
    organisation: Organisation, handles: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database goes away just when a job's failure is to be written down."""
    from pacesetter.jobs import execution

    gone = threading.Event()

    def fail_to_write(*_: object, **__: object) -> None:
        monkeypatch.undo()
        gone.set()
        raise OperationalError("the connection is closed")

    def fail(job: jobs.RunningJob) -> None:
        if job.attempt == 1:
            raise ZeroDivisionError
        done.set()

    done = threading.Event()
    monkeypatch.setattr(execution, "try_again", fail_to_write)
    handles("fail", fail)
    jobs.enqueue("fail")
    with working(lease=timedelta(milliseconds=400), poll=timedelta(milliseconds=200)):
        assert done.wait(HANGS)
    assert gone.is_set()


def test_a_worker_with_nothing_to_do_stops_at_once(organisation: Organisation, handles: Register) -> None:
    handles("look", nothing)
    with working() as answers:
        pass
    assert answers == [True]
