"""Reading and checking ahead of writing, where the database lets the two run side by side."""

import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

# Batches that wait for the database; more would only take memory.
_AHEAD = 2
_SHORT = 0.0005  # seconds


class _End:
    """The end of the batches, and what broke them off, if anything did."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error


@contextmanager
def ahead(make: Callable[[], Iterator[T]], *, in_thread: bool) -> Iterator[Iterator[T]]:
    """The items of `make()`, made in a thread of their own while the caller works on the one before.

    PostgreSQL works in another process while we wait for it, and SQLite gives way to other threads for the whole of a
    statement, so reading costs no time then. (It gives way for each single row where a statement is run for many.)
    """
    if not in_thread:
        yield make()
        return
    waiting: queue.Queue[T | _End] = queue.Queue(_AHEAD)
    stopping = threading.Event()

    def put(item: T | _End) -> bool:
        while not stopping.is_set():
            try:
                waiting.put(item, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def work() -> None:
        error: BaseException | None = None
        try:
            for item in make():
                if not put(item):
                    return
        except BaseException as raised:
            error = raised
        put(_End(error))

    def items() -> Iterator[T]:
        while True:
            item = waiting.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    # The caller speaks with the database in many short turns. By default the reader gives way to it only every 5 ms.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT)
    thread = threading.Thread(target=work, name="import-reader", daemon=True)
    thread.start()
    try:
        yield items()
    finally:
        stopping.set()
        thread.join()
        sys.setswitchinterval(interval)
