"""The frame that all kinds of values share: a converter, its cache, and the sign of a cell that is wrong."""

from collections.abc import Callable, Sequence
from typing import Final

from pacesetter.imports.problems import ProblemKind

# Distinct texts remembered per column. Beyond that the cache is emptied: a column of unique values must not grow it.
MAX_REMEMBERED: Final = 50_000
# Cells after which it shows whether the texts of a column repeat.
ENOUGH_TO_TELL: Final = 5_000
NOTHING: Final = object()


class BadValue(Exception):
    """The text of a cell makes no sense for its column. With `instead` the row is used with that value."""

    def __init__(self, kind: ProblemKind, text: str = "", *, instead: object = NOTHING) -> None:
        super().__init__(f"{kind}: {text}")
        self.kind = kind
        self.text = text
        self.instead = instead


class Bad:
    """Stands in the place of a value that could not be read."""

    __slots__ = ("kind", "text")

    def __init__(self, kind: ProblemKind, text: str) -> None:
        self.kind = kind
        self.text = text

    def __repr__(self) -> str:
        return f"Bad({self.kind.value}, {self.text!r})"


class Doubtful(Bad):
    """A value that is used although something was wrong with the text."""

    __slots__ = ("value",)

    def __init__(self, kind: ProblemKind, text: str, value: object) -> None:
        super().__init__(kind, text)
        self.value = value


class Converted(dict[str, object]):
    """Text to value, worked out once per distinct text.

    `map(converted.__getitem__, cells)` then runs at the speed of a dict look-up, which is what makes tens of thousands
    of rows a second possible: owners, types, days and durations repeat. A column whose texts turn out to be nearly all
    different (ids, subjects) is converted straight away instead.
    """

    __slots__ = ("_asked", "_missed", "any_bad", "convert")

    def __init__(self, convert: Callable[[str], object]) -> None:
        super().__init__()
        self.convert = convert
        # Once a wrong cell has been met the column is looked through for them; a clean column never is.
        self.any_bad = False
        self._asked = self._missed = 0

    def __missing__(self, text: str) -> object:
        value = self.one(text)
        self._missed += 1
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        self[text] = value
        return value

    def one(self, text: str) -> object:
        """The value of one cell, without the cache."""
        try:
            return self.convert(text)
        except BadValue as error:
            self.any_bad = True
            if error.instead is not NOTHING:
                return Doubtful(error.kind, text, error.instead)
            return Bad(error.kind, text)

    def column(self, cells: Sequence[str]) -> list[object]:
        """The values of many cells, in order."""
        if self._missed * 2 > self._asked > ENOUGH_TO_TELL:
            return list(map(self.one, cells))
        self._asked += len(cells)
        return list(map(self.__getitem__, cells))
