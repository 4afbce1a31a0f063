"""Which character parts the cells."""

import csv
from collections import Counter
from collections.abc import Sequence

DELIMITERS = ",;\t|"


def delimiter_of(lines: Sequence[str]) -> str:
    """The delimiter that cuts the sample into the most columns, most evenly. A comma where there is only one column."""
    declared = declared_delimiter(lines[0]) if lines else None
    if declared:
        return declared
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def declared_delimiter(line: str) -> str | None:
    """The delimiter of a line such as `sep=;`, which Excel reads and writes as a first line."""
    text = line.strip().strip('"')
    if len(text) == 5 and text[:4].lower() == "sep=" and text[4] in DELIMITERS:
        return text[4]
    return "\t" if line.lower().startswith("sep=\t") else None


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, bool, int]:
    try:
        found = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return (0.0, False, 0)
    if not found:
        return (0.0, False, 0)
    widths = Counter(found)
    # Rows of one cell say nothing for a delimiter, so they count against it.
    width, rows = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width == 1:
        return (0.0, False, 0)
    # A text that is the same in every row (a template's sentence, decimal commas) can hold more of another sign than
    # there are columns, and as evenly. The headings hold none of it.
    return (round(rows / widths.total(), 1), found[0] == width, width)
