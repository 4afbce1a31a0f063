"""What reading hands on: rows in batches, and what was wrong with the rows that are not among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from pacesetter.imports.reading.formats import Format


class FlawKind(StrEnum):
    """Trouble that a row has before anybody asks what it means."""

    WRONG_WIDTH = "wrong_width"
    UNCLOSED_QUOTE = "unclosed_quote"
    STRAY_QUOTE = "stray_quote"
    CELL_TOO_LONG = "cell_too_long"
    TOO_MANY_COLUMNS = "too_many_columns"
    # The row is used all the same; the person is told.
    BAD_BYTES = "bad_bytes"
    NULL_CHARACTERS = "null_characters"
    CELL_ERROR = "cell_error"
    # The row is there, with an empty cell; whether it can be used depends on what the column is needed for.
    NO_RESULT = "no_result"


MENDED = frozenset({FlawKind.BAD_BYTES, FlawKind.NULL_CHARACTERS, FlawKind.CELL_ERROR})
# The flaws of rows that are among the others.
AMONG_ROWS = MENDED | {FlawKind.NO_RESULT}


@dataclass(frozen=True, slots=True)
class Flaw:
    """One row's trouble. `column` is an index into the header, where only one cell is concerned."""

    number: int
    kind: FlawKind
    cells: Sequence[str]
    column: int | None = None


@dataclass(slots=True)
class Batch:
    """Some rows, each exactly as wide as the header.

    `numbers` are row numbers as a spreadsheet shows them (the first row of the file is 1). `last_number` is the last
    row looked at, blank and flawed ones included, so it is the place to go on from.
    """

    numbers: Sequence[int]
    rows: list[list[str]]
    last_number: int
    flaws: list[Flaw] = field(default_factory=list)
    blank: int = 0


class Table(Protocol):
    """A file opened for reading. The header's names are unique; `header_row` is its row number."""

    format: Format
    header: list[str]
    header_row: int
    # In words for the person, such as "CSV, UTF-8, parted by semicolons".
    described: str

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """The rows below the header, from the row after number `after` on. May be called any number of times."""
        ...
