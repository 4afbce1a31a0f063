"""The worker: threads that do jobs, and one that keeps house for them.

Any number of worker processes on any number of machines may run; the database decides who does what.
"""

import logging
import os
import secrets
import signal
import socket
import threading
import time
from datetime import timedelta
from types import FrameType

from django.db import connections

from pacesetter.core.room import with_room
from pacesetter.jobs.bell import Bell
from pacesetter.jobs.claiming import claim, next_due
from pacesetter.jobs.clock import now
from pacesetter.jobs.execution import execute
from pacesetter.jobs.housekeeping import Housekeeper
from pacesetter.jobs.leases import Leases
from pacesetter.jobs.registry import handler_of
from pacesetter.jobs.running import RunningJob
from pacesetter.jobs.schedule import Schedule, recurring_table

logger = logging.getLogger(__name__)

THREADS = 2  # so that a long import doesn't keep mail waiting
LEASE = timedelta(seconds=60)
POLL = timedelta(seconds=5)
# Shorter than the 20 seconds after which the supervisor of `pacesetter run` kills.
GRACE = timedelta(seconds=15)
_AFTER_TROUBLE = 1.0  # seconds


def run_worker(
    stop: threading.Event,
    *,
    threads: int = THREADS,
    lease: timedelta = LEASE,
    poll: timedelta = POLL,
    grace: timedelta = GRACE,
    schedule: Schedule | None = None,
) -> bool:
    """Do jobs until `stop` is set; then finish the ones at hand, but wait no longer than `grace`. Answers whether all
    of them ended in time; those that didn't come back when their lease runs out.

    - `lease`: how long a job stays with a worker that is heard of no more.
    - `poll`: how often an idle worker looks for work that no wake-up told it of.
    - `schedule`: the recurring jobs; those of config/recurring.py unless given.
    """
    name = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
    bell = Bell()
    leases = Leases(lease)
    # Daemons, because a handler that hangs must not keep the process alive beyond its grace.
    crew = [
        threading.Thread(
            target=_serve, args=(f"{name}:{number}", stop, bell, leases, poll), name=f"job thread {number}", daemon=True
        )
        for number in range(threads)
    ]
    for thread in crew:
        thread.start()
    logger.info("Worker %s is waiting for jobs in %d threads", name, threads)
    housekeeper = Housekeeper(bell, leases, schedule or Schedule(recurring_table()))
    housekeeper.keep_until(stop.is_set)
    bell.ring()
    last_moment = time.monotonic() + grace.total_seconds()
    # The leases of the jobs at hand are still renewed meanwhile.
    housekeeper.keep_until(
        lambda: time.monotonic() >= last_moment or not any(thread.is_alive() for thread in crew), only_leases=True
    )
    housekeeper.close()
    ended = not any(thread.is_alive() for thread in crew)
    logger.info("Worker %s has stopped%s", name, "" if ended else "; a job at hand did not end in time")
    return ended


def work_until_stopped(threads: int = THREADS) -> None:
    """Do jobs until the process gets SIGTERM or SIGINT. Call it in the main thread."""
    stop = threading.Event()
    stop_on_signals(stop)
    run_worker(stop, threads=threads)


def stop_on_signals(stop: threading.Event) -> None:
    """Set `stop` on SIGTERM and SIGINT."""

    def ask(number: int, frame: FrameType | None) -> None:
        # From another thread, because Event.set called by a signal that interrupts Event.wait can lock itself out.
        threading.Thread(target=stop.set).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)


@with_room
def _serve(worker: str, stop: threading.Event, bell: Bell, leases: Leases, poll: timedelta) -> None:
    try:
        while not stop.is_set():
            rung = bell.rung
            try:
                worked = _work(worker, stop, leases)
                idle_for = 0.0 if worked else _idle_for(poll)
            except Exception:
                # The database restarts or fails over, or its file is locked: go on as soon as it is back.
                logger.exception("Worker %s could not reach the queue", worker)
                _drop_connections()
                idle_for = _AFTER_TROUBLE
            if idle_for and not stop.is_set():
                bell.wait(rung, idle_for)
    finally:
        connections.close_all()


def _work(worker: str, stop: threading.Event, leases: Leases) -> bool:
    row = claim(worker, leases.length)
    if row is None:
        return False
    job = RunningJob(row, atomic=handler_of(row.kind).atomic, lease=leases.length, is_stopping=stop.is_set)
    with leases.holding(job):
        execute(job)
    _drop_connections(only_old=True)
    return True


def _idle_for(poll: timedelta) -> float:
    due = next_due()
    if due is None:
        return poll.total_seconds()
    # Never 0: a job may be due and locked by another worker that is just claiming it.
    return min(max((due - now()).total_seconds(), 0.01), poll.total_seconds())


def _drop_connections(*, only_old: bool = False) -> None:
    for connection in connections.all(initialized_only=True):
        if only_old:
            connection.close_if_unusable_or_obsolete()
        else:
            connection.close()
