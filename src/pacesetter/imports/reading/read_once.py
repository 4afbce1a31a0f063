"""Rows of a file that takes long to read, written down as they are read for the first time.

A row of a workbook takes a hundred times as long to read as one that was written down: a workbook is packed XML. Each
batch stands behind a line that tells its last row and its length, so that whoever goes on in the middle passes over
those before, and no more than one is in memory.
"""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from pacesetter.imports.reading.batch import Batch, Flaw, FlawKind, Table
from pacesetter.imports.reading.csv_table import later_than
from pacesetter.imports.reading.formats import Format

# Another number, where the form has changed: files of the one before are then read from the workbook again.
_FORM = "Pacesetter rows 1"
# Packs about as well as the workbook was, in a tenth of the time that the best would take.
_PACKED = 1


class ReadOnce:
    """A table whose rows are read once, whoever asks for them how often, and written into the file at `path`.

    Whoever stops half-way leaves the rest to the next one. The file is whole once somebody has come to the end.
    """

    def __init__(self, table: Table, path: Path) -> None:
        self.format, self.header, self.header_row = table.format, table.header, table.header_row
        self.described = table.described
        self.path = path
        self._unread = table.batches()
        path.touch(mode=0o600)
        with path.open("wb") as file:
            head = {"form": _FORM, "format": table.format, "header": table.header, "header_row": table.header_row}
            file.write(json.dumps({**head, "described": table.described}).encode() + b"\n")

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """See `Table.batches`."""
        with self.path.open("rb") as file:
            file.readline()
            yield from _written(file, after)
        for batch in self._unread:
            with self.path.open("ab") as file:
                _write(file, batch)
            if batch.last_number > after:
                yield later_than(after, batch)


class WrittenRows:
    """A table as `ReadOnce` has written it down. Raises a `ValueError` where the file is of another form."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            head = json.loads(file.readline())
        if not isinstance(head, dict) or head.get("form") != _FORM:
            raise ValueError(f"{path.name} is of another form")
        self.format, self.described = Format(head["format"]), str(head["described"])
        self.header: list[str] = head["header"]
        self.header_row: int = head["header_row"]

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """See `Table.batches`."""
        with self.path.open("rb") as file:
            file.readline()
            yield from _written(file, after)


def _write(file: IO[bytes], batch: Batch) -> None:
    flaws = [[flaw.number, flaw.kind, list(flaw.cells), flaw.column] for flaw in batch.flaws]
    content = zlib.compress(json.dumps([list(batch.numbers), batch.rows, flaws, batch.blank]).encode(), _PACKED)
    file.write(b"%d %d\n%s" % (batch.last_number, len(content), content))


def _written(file: IO[bytes], after: int) -> Iterator[Batch]:
    while line := file.readline():
        last_number, length = map(int, line.split())
        if last_number <= after:
            file.seek(length, 1)
            continue
        numbers, rows, flaws, blank = json.loads(zlib.decompress(file.read(length)))
        told = [Flaw(number, FlawKind(kind), cells, column) for number, kind, cells, column in flaws]
        yield later_than(after, Batch(numbers, rows, last_number, told, blank))
