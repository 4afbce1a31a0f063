"""Language, time zone and the root of addresses of what runs now, held by Python itself.

Django holds each of them in a `Local` of asgiref, which takes a lock and goes through three methods: some microseconds
for each of the 150 to 600 times that a page asks for one. A context variable belongs to a thread, or an asynchronous
task and what it calls, in the same way.
"""

from contextvars import ContextVar
from typing import Any

from django.urls import base as addresses
from django.utils import timezone
from django.utils.translation import trans_real

_UNSET = object()


class ContextValue:
    """As asgiref's `Local`, for one attribute named `value`."""

    __slots__ = ("_variable",)

    def __init__(self, name: str) -> None:
        self._variable: ContextVar[Any] = ContextVar(name, default=_UNSET)

    @property
    def value(self) -> Any:
        """Raises `AttributeError` where it was not set, or deleted since."""
        found = self._variable.get()
        if found is _UNSET:
            raise AttributeError("value")
        return found

    @value.setter
    def value(self, value: Any) -> None:
        self._variable.set(value)

    @value.deleter
    def value(self) -> None:
        if self._variable.get() is _UNSET:
            raise AttributeError("value")
        self._variable.set(_UNSET)


# The module that holds a value, and by which name. It is Django's own, so a new Django is met by the test beside this.
PLACES: tuple[tuple[Any, str], ...] = (
    (trans_real, "_active"),
    (timezone, "_active"),
    (addresses, "_prefixes"),
    (addresses, "_urlconfs"),
)


def hold_in_context() -> None:
    """To be called when Django starts, before anything is held. What has no such name (any more) is left alone."""
    for module, name in PLACES:
        held = getattr(module, name, None)
        if held is not None and not isinstance(held, ContextValue):
            setattr(module, name, ContextValue(f"{module.__name__}.{name}"))
