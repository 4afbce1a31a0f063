"""Makes cells of an export harmless in spreadsheet programs.

A cell such as `=HYPERLINK(...)` that somebody typed as a company's name would run as a formula on the machine of
whoever opens the export. A leading apostrophe makes it text. Numbers stay numbers, so negative amounts still add up.
"""

import re
from collections.abc import Iterable

# The full-width forms count too: Excel in some languages takes them for the plain ones.
_STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_PLAIN_NUMBER = re.compile(r"^-\d+(?:[.,]\d+)?$")
_GUARDED = re.compile(r"^'(?= *[=+\-@\t\r\n＝＋－＠])")


def guarded(value: object) -> object:
    """The value as it may be written to a CSV or spreadsheet cell. Only text that could start a formula changes."""
    if not isinstance(value, str) or not value:
        return value
    # Spaces in front don't stop every program from seeing the formula.
    first = value.lstrip(" ")[:1]
    if first not in _STARTS_FORMULA or _PLAIN_NUMBER.match(value):
        return value
    return "'" + value


def guarded_row(values: Iterable[object]) -> list[object]:
    """All cells of a row, guarded."""
    return [guarded(value) for value in values]


def unguarded(text: str) -> str:
    """The text before `guarded` put its apostrophe there; used when our own export is read back."""
    return text[1:] if _GUARDED.match(text) else text
