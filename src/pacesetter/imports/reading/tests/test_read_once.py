"""Rows that are written down as they are read for the first time."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from pacesetter.imports.reading.batch import Batch, Flaw, FlawKind, Table
from pacesetter.imports.reading.formats import Format
from pacesetter.imports.reading.read_once import ReadOnce, WrittenRows

FLAWS = [Flaw(7, FlawKind.TOO_MANY_COLUMNS, ["a", "b"]), Flaw(6, FlawKind.NULL_CHARACTERS, ["x"], 0)]
BATCHES = [
    Batch([3, 4], [["Käse", "\ud83d_x0000_"], ["", "a\nb\t“c”"]], 4),
    Batch([6], [["x", "y"]], 7, FLAWS, 1),
    Batch([], [], 9, [], 2),
]


class Slow:
    """A table that tells how often each batch was read."""

    format = Format.XLSX
    described = "Excel workbook, sheet 'Übersicht'"
    header_row = 2

    def __init__(self) -> None:
        self.header = ["Type", "Note"]
        self.read = 0

    def batches(self, after: int = 0) -> Iterator[Batch]:
        for batch in BATCHES:
            self.read += 1
            yield Batch(batch.numbers, [list(row) for row in batch.rows], batch.last_number, batch.flaws, batch.blank)


def rows_of(table: Table, after: int = 0) -> list[Any]:
    return [(list(one.numbers), one.rows, one.last_number, told(one.flaws), one.blank) for one in table.batches(after)]


def told(flaws: list[Flaw]) -> list[Any]:
    return [(flaw.number, flaw.kind, list(flaw.cells), flaw.column) for flaw in flaws]


EVERYTHING = rows_of(Slow())


def test_whoever_stops_leaves_the_rest_to_the_next_and_each_is_read_once(tmp_path: Path) -> None:
    slow = Slow()
    table = ReadOnce(slow, tmp_path / "rows")
    assert [one.last_number for one in islice(table.batches(), 1)] == [4]
    assert slow.read == 1
    assert rows_of(table) == EVERYTHING
    assert rows_of(table) == EVERYTHING
    assert slow.read == len(BATCHES)


def test_what_was_written_down_is_the_same_table(tmp_path: Path) -> None:
    slow = Slow()
    list(ReadOnce(slow, tmp_path / "rows").batches())
    table = WrittenRows(tmp_path / "rows")
    assert (table.format, table.header, table.header_row) == (Format.XLSX, slow.header, 2)
    assert table.described == slow.described
    assert rows_of(table) == EVERYTHING
    assert (tmp_path / "rows").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("after", [3, 4, 5, 6, 7, 8, 9])
def test_reading_goes_on_after_any_row(tmp_path: Path, after: int) -> None:
    first = ReadOnce(Slow(), tmp_path / "rows")
    behind = [row for numbers, rows, *_ in EVERYTHING for n, row in zip(numbers, rows, strict=True) if n > after]
    assert [row for one in first.batches(after) for row in one.rows] == behind
    assert [row for one in WrittenRows(first.path).batches(after) for row in one.rows] == behind


@pytest.mark.parametrize("content", ["", "PK\x03\x04", '{"form": "Pacesetter rows 0"}\n', "[]\n"])
def test_what_is_of_another_form_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "rows").write_text(content)
    with pytest.raises(ValueError):
        WrittenRows(tmp_path / "rows")
