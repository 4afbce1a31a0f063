"""Which events a block of code recorded, so that what it did can be taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

noted: ContextVar[list[int] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[list[int]]:
    """The ids of the events that are recorded inside the block, in order; the list grows while it runs.

    Those of new activities, which are written together with their row, are not in it. Where the caller's transaction is
    rolled back the ids name no event.
    """
    ids: list[int] = []
    token = noted.set(ids)
    try:
        yield ids
    finally:
        noted.reset(token)
