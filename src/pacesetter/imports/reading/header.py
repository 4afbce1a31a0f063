"""Which row names the columns. Reports often put a title and a date above it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from pacesetter.imports.reading.limits import HEADER_SEARCH_ROWS, MAX_COLUMNS
from pacesetter.imports.reading.unreadable import Unreadable

# What stands in data and hardly ever in the name of a column: dates, amounts, e-mail addresses, telephone numbers.
_DATA = re.compile(r"^[\s(+$€£-]*\d[\d\s.,:/()TZ+-]*%?$|^\S+@\S+\.\S+$")

# What a column without a name is called, with its number: in every language, since an answer about it is kept under it.
UNNAMED = "Column"


def find_header(rows: Sequence[Sequence[str]], is_known: Callable[[str], bool]) -> int:
    """The index of the header among the file's first rows. `is_known` says whether a name is one we have heard of.

    Raises `Unreadable` where no row can be the header.
    """
    candidates = rows[:HEADER_SEARCH_ROWS]
    usual = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    if not usual:
        raise Unreadable(_("The file has no rows."), _("Export it again and check that it has rows."))
    width = usual.most_common(1)[0][0]
    best, best_score = -1, 0.0
    for index, row in enumerate(candidates):
        score = _likeness(row, width, is_known)
        if score > best_score:
            best, best_score = index, score
    if best < 0:
        raise Unreadable(
            _("No row looks like column headings."),
            _("Put the names of the columns (for example: Date, Type, Owner, Company) in the first row."),
        )
    if len(candidates[best]) > MAX_COLUMNS:
        raise Unreadable(
            _("The file has more than %(number)s columns.") % {"number": MAX_COLUMNS},
            _("Export only the columns that are to be imported."),
        )
    return best


def unique_names(cells: Sequence[str]) -> list[str]:
    """The names of the columns, trimmed; empty ones get a number and repeated ones a suffix."""
    names: list[str] = []
    seen: set[str] = set()
    for index, cell in enumerate(cells, 1):
        base = " ".join(cell.replace("\ufeff", "").replace("\0", "").split()) or f"{UNNAMED} {index}"
        name, copy = base, 2
        while name in seen:
            name, copy = f"{base} ({copy})", copy + 1
        seen.add(name)
        names.append(name)
    return names


def _likeness(row: Sequence[str], width: int, is_known: Callable[[str], bool]) -> float:
    cells = [cell.strip().lstrip("\ufeff") for cell in row]
    filled = [cell for cell in cells if cell]
    if not filled or len(cells) < width or any(_DATA.match(cell) for cell in filled):
        return 0.0
    known = sum(1 for cell in filled if is_known(cell))
    distinct = len(set(filled)) / len(filled)
    return known * 2 + len(filled) / len(cells) + distinct - (0.5 if max(map(len, filled)) > 120 else 0.0)
