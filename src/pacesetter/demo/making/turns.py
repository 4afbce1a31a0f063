"""Write in turns with everybody else: short transactions with a pause after each.

SQLite has one writer. Who waits for it looks again every tenth of a second, and would hardly ever find the moment
between two transactions that follow each other at once.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")

# Seconds: what others wait at most for a turn, but for one step that takes longer by itself.
_TURN = 0.5
# Longer than those who wait for SQLite's writer sleep between two looks.
_PAUSE = 0.12


@contextmanager
def turn() -> Iterator[None]:
    """A transaction of its own, after which others have theirs."""
    with transaction.atomic():
        yield
    _let_others()


def in_turns(steps: Iterable[T], do: Callable[[T], object]) -> None:
    """Do all steps in their order, as many in one transaction as fit into a turn."""
    waiting = iter(steps)
    left = next(waiting, None)
    while left is not None:
        with turn():
            ends_at = time.monotonic() + _TURN
            while left is not None:
                do(left)
                left = next(waiting, None)
                if time.monotonic() >= ends_at:
                    break


def _let_others() -> None:
    # PostgreSQL locks rows, which nobody else writes here; inside somebody's transaction a pause would only prolong it.
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(_PAUSE)
