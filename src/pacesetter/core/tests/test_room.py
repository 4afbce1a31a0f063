import resource
from collections.abc import Callable

import pytest

from pacesetter.core.room import with_room

CALLS = 2000


def leaf(number: int) -> int:
    return number + 1


def pages_taken(depth: int, measure: Callable[[], int]) -> int:
    """How much memory was taken anew by calls of a function so many functions deep."""
    return measure() if depth == 0 else pages_taken(depth - 1, measure)


def in_a_loop() -> int:
    before = resource.getrusage(resource.RUSAGE_THREAD).ru_minflt
    for number in range(CALLS):
        leaf(number)
    return resource.getrusage(resource.RUSAGE_THREAD).ru_minflt - before


@pytest.mark.skipif(not hasattr(resource, "RUSAGE_THREAD"), reason="Only Linux counts by thread.")
def test_no_loop_takes_memory_at_each_turn_however_deep_it_is_called() -> None:
    taken = with_room(lambda: max(pages_taken(depth, in_a_loop) for depth in range(400)))()
    assert taken < CALLS / 10


def test_arguments_answers_errors_and_names_are_those_of_the_function() -> None:
    @with_room
    def divided(number: int, *, by: int) -> float:
        """How often it fits."""
        return number / by

    assert divided(3, by=2) == 1.5
    assert divided.__name__ == "divided"
    assert divided.__doc__ == "How often it fits."
    with pytest.raises(ZeroDivisionError):
        divided(3, by=0)


def test_methods_stay_methods() -> None:
    class Counter:
        number = 3

        @with_room
        def doubled(self) -> int:
            return 2 * self.number

    assert Counter().doubled() == 6
