"""Room for all calls of a piece of work in one stretch of memory.

CPython (3.11 and later) keeps what functions have in hand in stretches of 16 kB, one after the other, and gives a
stretch back to the system in the moment in which the call that began it returns. A loop that calls functions just there
takes memory and gives it back at each turn: pages took up to twice their time, depending on nothing but how many
functions deep they were called. A function that needs more than a stretch is given a longer one.
"""

from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

# Places of eight bytes: more than half a megabyte, so that the stretch is one of a whole megabyte, of which the rest is
# for the calls inside. What of it is not used takes no memory.
_PLACES = 70_000


def with_room(work: Callable[P, R]) -> Callable[P, R]:
    """The same function, with room for some thousand calls inside of it."""

    def roomy(*args: P.args, **kwargs: P.kwargs) -> R:
        return work(*args, **kwargs)

    # It says that it may need so many at once, and never does.
    code = roomy.__code__.replace(co_stacksize=_PLACES)
    made = FunctionType(code, roomy.__globals__, roomy.__name__, closure=roomy.__closure__)
    return wraps(work)(made)
