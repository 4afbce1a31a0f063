"""A table of plain text."""

import textwrap
from collections.abc import Sequence

_GAP = "  "


def text_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, widest_title: int = 24, width: int | None = None
) -> str:
    """The rows under their titles: the first column to the left, the others to the right, as numbers are read.

    A title is broken over several lines where it is wider than `widest_title` and than everything below it. Where the
    table is wider than `width`, what does not fit follows below, beside the first column again.
    """
    widths = [
        max([*(len(row[column]) for row in rows), min(len(title), widest_title), *(len(w) for w in title.split())])
        for column, title in enumerate(header)
    ]
    parts = [_part(header, rows, widths, columns) for columns in _fitting(widths, width)]
    return "\n\n".join(parts)


def _fitting(widths: Sequence[int], width: int | None) -> list[list[int]]:
    """The places of the columns of each part."""
    parts: list[list[int]] = [[0]]
    used = widths[0]
    for column in range(1, len(widths)):
        needed = widths[column] + len(_GAP)
        if width is not None and used + needed > width and len(parts[-1]) > 1:
            parts.append([0])
            used = widths[0]
        parts[-1].append(column)
        used += needed
    return parts


def _part(
    header: Sequence[str], rows: Sequence[Sequence[str]], all_widths: Sequence[int], columns: Sequence[int]
) -> str:
    widths = [all_widths[column] for column in columns]
    titles = [textwrap.wrap(header[column], all_widths[column]) or [""] for column in columns]
    height = max(map(len, titles))
    lines = [
        _line([([""] * (height - len(title)) + title)[level] for title in titles], widths) for level in range(height)
    ]
    lines.append(_GAP.join("─" * width for width in widths))
    lines += [_line([row[column] for column in columns], widths) for row in rows]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        cell.ljust(width) if column == 0 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return _GAP.join(aligned).rstrip()
