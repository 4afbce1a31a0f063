"""Two who wait for each other: PostgreSQL ends one of them, who can begin anew."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
R = TypeVar("R")

_ATTEMPTS = 5
# PostgreSQL's codes for what it ended because it and another waited for each other, and because what it had seen was no
# longer so (which happens where the level of isolation is raised, and on servers that follow another).
_ENDED = ("40P01", "40001")


def was_ended(error: BaseException) -> bool:
    """Whether PostgreSQL ended the transaction for the sake of another one. Nothing of it is left, and begun anew it
    may well succeed."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", "") in _ENDED


def out_of_circles(do: Callable[P, R]) -> Callable[P, R]:
    """Do it once more where PostgreSQL has ended it because it and another waited for each other.

    One statement locks totals in one order. A verb that changes several activities (what it completes, and what it
    plans after that) has several statements, and what somebody else changes at once may lie the other way round.
    PostgreSQL ends one of the two after a second; that one has left nothing behind and begins anew. Within a
    transaction of the caller's the error is passed on, for all of that is gone.

    Requests are begun anew as a whole (`config.once_more`). This is for verbs that are called one after the other, each
    in a transaction of its own, and by jobs.
    """

    @wraps(do)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.in_atomic_block:
            return do(*args, **kwargs)
        for _attempt in range(_ATTEMPTS - 1):
            try:
                return do(*args, **kwargs)
            except OperationalError as error:
                if not was_ended(error):
                    raise
        return do(*args, **kwargs)

    return done
