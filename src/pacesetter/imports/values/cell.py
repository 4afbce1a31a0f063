"""The frame that all kinds of values share: a converter, its cache, and the sign of a cell that is wrong."""

from collections.abc import Callable, Iterable
from typing import Final

from pacesetter.imports.problems import ProblemKind

# Distinct texts remembered per column. Beyond that the cache is emptied: a column of unique values must not grow it.
MAX_REMEMBERED: Final = 50_000


class BadValue(Exception):
    """The text of a cell makes no sense for its column."""

    def __init__(self, kind: ProblemKind, text: str = "") -> None:
        super().__init__(f"{kind}: {text}")
        self.kind = kind
        self.text = text


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
    of rows a second possible: owners, types, days and durations repeat.
    """

    __slots__ = ("any_bad", "convert")

    def __init__(self, convert: Callable[[str], object]) -> None:
        super().__init__()
        self.convert = convert
        # Once a wrong cell has been met the column is looked through for them; a clean column never is.
        self.any_bad = False

    def __missing__(self, text: str) -> object:
        try:
            value = self.convert(text)
        except BadValue as error:
            value = Bad(error.kind, text)
        self.any_bad = self.any_bad or isinstance(value, Bad)
        if len(self) >= MAX_REMEMBERED:
            self.clear()
        self[text] = value
        return value

    def column(self, cells: Iterable[str]) -> list[object]:
        """The values of many cells, in order."""
        return list(map(self.__getitem__, cells))
