"""The process that workers are forked from, so that a new one costs milliseconds. Started by nursery.py.

A line on standard input forks a worker. Everything is told on standard output, one line each: "worker <pid>", and
"begun <pid> <job>" by every handler as soon as it runs.
"""

import os
import random
import signal
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import django
from django.db import transaction

django.setup()

from pacesetter import events, jobs  # noqa: E402
from pacesetter.jobs import schedule, worker  # noqa: E402

AT_ONCE = jobs.BackOff(first=timedelta(milliseconds=20), longest=timedelta(milliseconds=200))
OFTEN = 1000  # attempts
SHORT_LEASE = timedelta(seconds=2)


def tell(word: str, *values: object) -> None:
    # One write, so that lines of several processes don't mix.
    os.write(sys.stdout.fileno(), f"{word} {os.getpid()} {' '.join(map(str, values))}\n".encode())


def stumble(job: jobs.RunningJob, step: str) -> None:
    """Fail in one of five attempts, the same ones whenever the test is run; and take a moment, to be killed in."""
    time.sleep(0.005)
    if random.Random(f"{job.id} {job.attempt} {step}").random() < 0.2:
        raise jobs.Temporary(f"stumbled at {step}", retry_after=timedelta(milliseconds=20))


def wait_at(gate: str) -> None:
    with Path(gate).open() as pipe:
        pipe.readline()


def effect(job: jobs.RunningJob, step: str) -> None:
    """Something that must happen once. Tells of its commit too, so that workers are also killed just behind it."""
    transaction.on_commit(lambda: tell("begun", job.id))
    events.record("effect", "job", job.id, by_id=None, data={"step": step})


@jobs.handler("chaos.inside", max_attempts=OFTEN, back_off=AT_ONCE)
def inside(job: jobs.RunningJob) -> None:
    effect(job, "only")
    tell("begun", job.id)
    stumble(job, "only")


@jobs.handler("chaos.steps", atomic=False, max_attempts=OFTEN, back_off=AT_ONCE)
def steps(job: jobs.RunningJob) -> None:
    for number, step in enumerate(("first", "second", "third")):
        jobs.once(job, step, lambda step=step: effect(job, step))  # type: ignore[misc]
        tell("begun", job.id)
        stumble(job, step)
        job.report(number + 1, 3)


@jobs.handler("gate.atomic")
def behind_a_gate(job: jobs.RunningJob) -> None:
    tell("begun", job.id)
    wait_at(job.payload["gate"])
    effect(job, "only")


@jobs.handler("gate.first_attempt", atomic=False, max_attempts=OFTEN)
def gate_on_first_attempt(job: jobs.RunningJob) -> None:
    tell("begun", job.id)
    if job.attempt == 1:
        wait_at(job.payload["gate"])
    jobs.once(job, "only", lambda: effect(job, "only"))


@jobs.handler("long.run", atomic=False)
def long_run(job: jobs.RunningJob) -> None:
    tell("begun", job.id)
    done = 0
    while True:
        done += 1
        job.report(done)
        time.sleep(0.01)


def work() -> None:
    stop = threading.Event()
    worker.stop_on_signals(stop)
    tell("worker")
    ended = worker.run_worker(
        stop, threads=2, lease=SHORT_LEASE, poll=timedelta(seconds=1), schedule=schedule.Schedule([])
    )
    tell("ended" if ended else "overdue")
    os._exit(0)


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how the workers died
    for _line in sys.stdin:
        if os.fork() == 0:
            work()
