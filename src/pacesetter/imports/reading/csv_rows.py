"""Rows from lines of CSV. One broken row never takes its neighbours with it.

The fast way parses thousands of lines in one call and is taken when all is well. Where a batch holds anything odd, it
is gone through again record by record: a quote that was never closed swallows the rows after it, so when a record of
several lines doesn't fit, only its first line is given up and reading starts again at the line below.
"""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from pacesetter.imports.reading.batch import Batch, Flaw, FlawKind
from pacesetter.imports.reading.limits import BATCH_LINES, MAX_LINES_PER_ROW
from pacesetter.imports.reading.lines import lines_of

# The module's own limit of 128 KiB is too small for the bodies of e-mails in some exports.
csv.field_size_limit(1_000_000)


class CsvRows:
    """Parses a file's lines into batches. `width` is the number of columns of the header."""

    def __init__(self, path: Path, encoding: str, delimiter: str, width: int) -> None:
        self.path = path
        self.encoding = encoding
        self.delimiter = delimiter
        self.width = width

    def batches(self) -> Iterator[Batch]:
        """Every row of the file, what stands above the header included."""
        pending: list[str] = []
        bad_bytes = nulls = False
        number = 0
        for chunk in lines_of(self.path, self.encoding):
            pending = pending + chunk.lines if pending else chunk.lines
            bad_bytes, nulls = bad_bytes or chunk.bad_bytes, nulls or chunk.nulls
            start = 0
            while len(pending) - start >= BATCH_LINES:
                batch, used = self._parse(pending[start : start + BATCH_LINES], number, final=False)
                start += used
                number = batch.last_number
                yield mend(batch, bad_bytes, nulls)
            pending = pending[start:]
            if not pending:
                bad_bytes = nulls = False
        if pending:
            yield mend(self._parse(pending, number, final=True)[0], bad_bytes, nulls)

    def _parse(self, lines: list[str], number: int, *, final: bool) -> tuple[Batch, int]:
        """The rows of these lines, and how many of the lines they took."""
        try:
            rows = list(csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True, strict=True))
        except csv.Error:
            return self._parse_one_by_one(lines, number, final=final)
        if set(map(len, rows)) != {self.width}:
            return self._parse_one_by_one(lines, number, final=final)
        last = number + len(rows)
        return Batch(range(number + 1, last + 1), rows, last), len(lines)

    def _parse_one_by_one(self, lines: list[str], number: int, *, final: bool) -> tuple[Batch, int]:
        numbers: list[int] = []
        rows: list[list[str]] = []
        flaws: list[Flaw] = []
        blank = at = 0
        while at < len(lines):
            reader = csv.reader(islice(lines, at, None), delimiter=self.delimiter, skipinitialspace=True, strict=True)
            base = start = at
            try:
                for row in reader:
                    at = base + reader.line_num
                    if len(row) != self.width:
                        row = self._fitted(row)
                        if len(row) not in (0, self.width) and self._swallowed(lines[start + 1 : at]):
                            raise csv.Error("swallowed")
                    number += 1
                    if not row:
                        blank += 1
                    elif len(row) == self.width:
                        numbers.append(number)
                        rows.append(row)
                    else:
                        flaws.append(Flaw(number, FlawKind.WRONG_WIDTH, row))
                    start = at
            except csv.Error as error:
                at = base + reader.line_num
                open_at_end = "unexpected end" in str(error)
                if open_at_end and not final and start and len(lines) - start <= MAX_LINES_PER_ROW:
                    return Batch(numbers, rows, number, flaws, blank), start
                number += 1
                saved = None if open_at_end else self._leniently(lines[start:at])
                if saved is not None:
                    numbers.append(number)
                    rows.append(saved)
                else:
                    flaws.append(self._flaw(number, lines[start:at], str(error), open_at_end))
                    at = start + 1
        return Batch(numbers, rows, number, flaws, blank), len(lines)

    def _fitted(self, row: list[str]) -> list[str]:
        """The row without what is empty and stands beyond the last column; nothing at all where every cell is empty."""
        if not any(row):
            return []
        if len(row) > self.width and not any(row[self.width :]):
            return row[: self.width]
        return row

    def _swallowed(self, lines: Sequence[str]) -> bool:
        """Whether one of the lines inside a record would have been a whole row of its own."""
        return any(
            len(row) == self.width
            for line in lines
            for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
            for row in csv.reader([line], delimiter=self.delimiter, quoting=quoting)
        )

    def _leniently(self, lines: Sequence[str]) -> list[str] | None:
        """The row as a forgiving reader sees it (a quote in the middle of a cell), where it has the right width.

        A record of several lines gets no such grace: its open quote may have swallowed right rows.
        """
        if len(lines) > 1:
            return None
        try:
            rows = list(csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True))
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 and len(rows[0]) == self.width else None

    def _flaw(self, number: int, lines: Sequence[str], error: str, open_at_end: bool) -> Flaw:
        if "field limit" in error and len(lines) == 1:
            kind = FlawKind.CELL_TOO_LONG
        elif open_at_end or len(lines) > 1:
            kind = FlawKind.UNCLOSED_QUOTE
        else:
            kind = FlawKind.STRAY_QUOTE
        return Flaw(number, kind, [lines[0].rstrip("\r\n")])


def mend(batch: Batch, bad_bytes: bool, nulls: bool) -> Batch:
    """Note the cells with undecodable bytes, and take zero characters out, which no database stores."""
    if not (bad_bytes or nulls):
        return batch
    for number, row in zip(batch.numbers, batch.rows, strict=True):
        for column, cell in enumerate(row):
            if bad_bytes and "\ufffd" in cell:
                batch.flaws.append(Flaw(number, FlawKind.BAD_BYTES, list(row), column))
            if nulls and "\0" in cell:
                batch.flaws.append(Flaw(number, FlawKind.NULL_CHARACTERS, list(row), column))
                row[column] = cell.replace("\0", "")
    return batch
