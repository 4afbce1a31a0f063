"""A CSV file as a table."""

import codecs
import csv
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path

from pacesetter.imports.reading.batch import Batch
from pacesetter.imports.reading.csv_rows import CsvRows
from pacesetter.imports.reading.delimiter import declared_delimiter, delimiter_of
from pacesetter.imports.reading.encoding import decode_block
from pacesetter.imports.reading.formats import Format
from pacesetter.imports.reading.header import find_header, unique_names
from pacesetter.imports.reading.limits import SAMPLE_BYTES

_PARTED_BY = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class CsvTable:
    """Opened by `open_table`. Reads nothing but a sample until `batches` is called."""

    format = Format.CSV

    def __init__(self, path: Path, encoding: str, is_known: Callable[[str], bool]) -> None:
        lines = _sample(path, encoding)
        self.delimiter = delimiter_of(lines)
        rows = list(_leniently(lines, self.delimiter))
        declared = bool(lines) and declared_delimiter(lines[0]) is not None
        index = find_header([[], *rows[1:]] if declared else rows, is_known)
        self.header = unique_names(rows[index])
        self.header_row = index + 1
        self.described = f"CSV, {encoding.upper()}, parted by {_PARTED_BY[self.delimiter]}"
        self._rows = CsvRows(path, encoding, self.delimiter, len(self.header))

    def batches(self, after: int = 0) -> Iterator[Batch]:
        """See `Table.batches`."""
        after = max(after, self.header_row)
        for batch in self._rows.batches():
            if batch.last_number > after:
                yield later_than(after, batch)


def later_than(after: int, batch: Batch) -> Batch:
    """The part of the batch below row number `after`."""
    if batch.numbers and batch.numbers[0] <= after:
        skip = sum(1 for number in batch.numbers if number <= after)
        batch.numbers, batch.rows = batch.numbers[skip:], batch.rows[skip:]
    batch.flaws = [flaw for flaw in batch.flaws if flaw.number > after]
    return batch


def _sample(path: Path, encoding: str) -> list[str]:
    with path.open("rb") as file:
        block = file.read(SAMPLE_BYTES)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    text, _ = decode_block(decoder, block)
    lines = list(StringIO(text.removeprefix("\ufeff"), newline=""))
    # The last line of the sample is cut off somewhere, unless it is the whole file.
    return lines[:-1] if len(block) == SAMPLE_BYTES and len(lines) > 1 else lines


def _leniently(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    while True:
        try:
            yield next(reader)
        except csv.Error:
            continue
        except StopIteration:
            return
