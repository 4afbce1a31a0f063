"""Converters for what is worth having but not worth losing a row for."""

from collections.abc import Callable
from typing import TypeVar

from pacesetter.imports.values.cell import BadValue

T = TypeVar("T")


def or_empty(read: Callable[[str], T]) -> Callable[[str], T]:
    """The same converter, which leaves a wrong cell empty (and says so) instead of refusing it."""

    def read_leniently(text: str) -> T:
        try:
            return read(text)
        except BadValue as error:
            raise BadValue(error.kind, text, instead="") from None

    return read_leniently
