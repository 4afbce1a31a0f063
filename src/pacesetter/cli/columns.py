"""A table of plain text."""

import textwrap
from collections.abc import Sequence

_GAP = "  "


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, widest_title: int = 24) -> str:
    """The rows under their titles: the first column to the left, the others to the right, as numbers are read.

    A title is broken over several lines where it is wider than `widest_title` and than everything below it.
    """
    widths = [
        max([*(len(row[column]) for row in rows), min(len(title), widest_title), *(len(w) for w in title.split())])
        for column, title in enumerate(header)
    ]
    titles = [textwrap.wrap(title, width) or [""] for title, width in zip(header, widths, strict=True)]
    height = max(map(len, titles))
    lines = [
        _line([([""] * (height - len(title)) + title)[level] for title in titles], widths) for level in range(height)
    ]
    lines.append(_GAP.join("─" * width for width in widths))
    lines += [_line(row, widths) for row in rows]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(aligned).rstrip()
