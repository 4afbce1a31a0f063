"""Python's search for reference cycles, kept out of the way of a run.

A run makes a hundred tuples per row and not one cycle; looking for some among all of them takes a sixth of its time.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_BATCHES = 20


@contextmanager
def rarely_collecting() -> Iterator[Callable[[], None]]:
    """Inside the block cycles are looked for only now and then. Call the function it gives after every batch."""
    was_on = gc.isenabled()
    done = 0

    def after_batch() -> None:
        nonlocal done
        done += 1
        if done % _BATCHES == 0:
            gc.collect()

    gc.disable()
    try:
        yield after_batch
    finally:
        if was_on:
            gc.enable()
