"""Do something in another thread, with a connection of its own, while a transaction is open here."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction

from pacesetter.tenancy.circles import was_ended
from pacesetter.tenancy.scope import scope

R = TypeVar("R")


def run_at_once(do: Callable[[], object], organisation_id: int, head_start: float = 0.5) -> threading.Thread:
    """Start `do` and give it time to get as far as it can: to the lock that this transaction holds."""

    def run() -> None:
        try:
            with scope(organisation_id):
                do()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    time.sleep(head_start)
    return thread


@contextmanager
def joined() -> Iterator[list[threading.Thread]]:
    """The threads that are put into this list have ended when the block has, whatever it raises."""
    threads: list[threading.Thread] = []
    try:
        yield threads
    finally:
        for thread in threads:
            thread.join(30)


def until_somebody_waits() -> None:
    """Returns once another connection waits for what this one has written. PostgreSQL alone has several that write."""
    for _ in range(400):
        with connection.cursor() as cursor:
            # Not by pg_stat_activity, which stays as a transaction has seen it first.
            cursor.execute("SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited")


def while_the_other_is_ended(meet: Callable[[], R]) -> R:
    """What `meet` returns, in which another connection and then this one come to wait for each other.

    PostgreSQL looks for such a circle a second after somebody began to wait, so that the other one is ended if this
    one comes within that. On a busy machine this one may come later and is ended itself: then they meet once more.
    """
    for _ in range(5):
        try:
            return meet()
        except OperationalError as error:
            if not was_ended(error):
                raise
    raise AssertionError("the other one was never ended")


@contextmanager
def who_waits(do: Callable[[], object], organisation_id: int) -> Iterator[None]:
    """A transaction which ends when `do`, in another thread, waits for what the block has written. What that raises is
    raised here."""
    failed: list[BaseException] = []

    def telling() -> None:
        try:
            do()
        except BaseException as error:
            failed.append(error)

    with transaction.atomic():
        yield
        thread = run_at_once(telling, organisation_id, head_start=0)
        until_somebody_waits()
    thread.join(30)
    assert not thread.is_alive()
    if failed:
        raise failed[0]
