"""Workers that are killed while they work: nothing is lost, nothing is done twice."""

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection

from pacesetter import jobs
from pacesetter.events.models import Event
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import Register, nothing
from pacesetter.jobs.tests.nursery import Gate, Nursery
from pacesetter.tenancy.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)

State = Job.State
INSIDE, STEPS, WORKERS, KILLS = 100, 50, 3, 6


@pytest.fixture(autouse=True)
def kinds(handles: Register) -> None:
    """What this process enqueues is done by others."""
    for kind in ("chaos.inside", "gate.atomic"):
        handles(kind, nothing)
    for kind in ("chaos.steps", "gate.first_attempt", "long.run"):
        handles(kind, nothing, atomic=False, max_attempts=1000)


def wait_until_done(*ids: int | None) -> None:
    last_moment = time.monotonic() + 60  # only to end a test that would never end
    unfinished = Job.objects.filter(pk__in=[id for id in ids if id]).exclude(state=State.DONE)
    while unfinished.exists():
        assert time.monotonic() < last_moment, list(unfinished.values("pk", "state", "attempts", "last_error")[:5])
        time.sleep(0.05)


def test_killed_and_failing_workers_do_everything_exactly_once(
    organisation: Organisation,
    nursery: Nursery,
) -> None:
    chance = random.Random(20261123)
    kinds = ["chaos.inside"] * INSIDE + ["chaos.steps"] * STEPS
    chance.shuffle(kinds)
    ids = [jobs.enqueue(kind).pk for kind in kinds]
    Job.objects.update(max_attempts=1000)
    for _ in range(WORKERS):
        nursery.new_worker()
    for _ in range(KILLS):
        # Whoever tells that it is in the middle of a job is killed there.
        for _ in range(chance.randint(5, 25)):
            nursery.wait_for("begun")
        pid, _job = nursery.wait_for("begun")
        while pid not in nursery.workers:  # a last word of one that was killed before
            pid, _job = nursery.wait_for("begun")
        nursery.kill(pid)
        nursery.new_worker()
    wait_until_done(*ids)
    done = Counter((event.subject_id, event.data["step"]) for event in Event.objects.all())
    expected = {
        (id, step)
        for id, kind in zip(ids, kinds, strict=True)
        for step in (["only"] if kind == "chaos.inside" else ["first", "second", "third"])
    }
    assert done == dict.fromkeys(expected, 1)
    assert Job.objects.filter(attempts__gt=1).count() > KILLS


@pytest.mark.skipif(connection.vendor == "sqlite", reason="what is frozen may hold SQLite's only write lock")
def test_a_worker_that_wakes_up_after_its_lease_was_given_away_does_nothing(
    organisation: Organisation,
    nursery: Nursery,
    gate: Gate,
) -> None:
    job = jobs.enqueue("gate.first_attempt", {"gate": gate.path})
    nursery.new_worker()
    frozen, _ = nursery.wait_for("begun")
    os.kill(frozen, signal.SIGSTOP)
    nursery.new_worker()
    wait_until_done(job.pk)
    os.kill(frozen, signal.SIGCONT)
    gate.open()
    os.kill(frozen, signal.SIGTERM)
    assert nursery.wait_for("ended")[0] == frozen
    assert Event.objects.count() == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.DONE, 2)


def test_a_worker_that_is_asked_to_stop_ends_the_job_at_hand(
    organisation: Organisation,
    nursery: Nursery,
    gate: Gate,
) -> None:
    job = jobs.enqueue("gate.atomic", {"gate": gate.path})
    later = jobs.enqueue("gate.atomic", {"gate": gate.path}, run_at=job.run_at + timedelta(days=1))
    nursery.new_worker()
    pid, _ = nursery.wait_for("begun")
    os.kill(pid, signal.SIGTERM)
    gate.open()
    assert nursery.wait_for("ended")[0] == pid
    assert Event.objects.count() == 1
    job.refresh_from_db()
    later.refresh_from_db()
    assert (job.state, later.state) == (State.DONE, State.QUEUED)


def test_a_worker_that_is_asked_to_stop_gives_a_long_job_back(
    organisation: Organisation,
    nursery: Nursery,
) -> None:
    job = jobs.enqueue("long.run")
    nursery.new_worker()
    pid, _ = nursery.wait_for("begun")
    os.kill(pid, signal.SIGTERM)
    assert nursery.wait_for("ended")[0] == pid
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)
    assert job.progress_done >= 1
