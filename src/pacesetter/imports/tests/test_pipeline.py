"""Reading ahead in a thread."""

import sys
import threading
from collections.abc import Iterator

import pytest

from pacesetter.imports.pipeline import ahead


@pytest.mark.parametrize("in_thread", [True, False])
def test_everything_comes_in_order(in_thread: bool) -> None:
    with ahead(lambda: iter(range(100)), in_thread=in_thread) as items:
        assert list(items) == list(range(100))


@pytest.mark.parametrize("in_thread", [True, False])
def test_what_breaks_the_reading_off_reaches_the_caller(in_thread: bool) -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    got: list[int] = []
    with pytest.raises(ValueError, match="no more"), ahead(broken, in_thread=in_thread) as items:
        got.extend(items)
    assert got == [1]


def test_a_caller_that_stops_early_leaves_no_thread_behind() -> None:
    interval = sys.getswitchinterval()
    made: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            made.append(len(made))
            yield made[-1]

    with pytest.raises(KeyError), ahead(endless, in_thread=True) as items:
        assert next(items) == 0
        raise KeyError
    assert "import-reader" not in {thread.name for thread in threading.enumerate()}
    assert len(made) < 10
    assert sys.getswitchinterval() == pytest.approx(interval)
