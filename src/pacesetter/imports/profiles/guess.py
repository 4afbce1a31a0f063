"""Which column is which field: by the source's layout, then by synonyms, then by likeness, then by the cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum

from rapidfuzz import fuzz, process

from pacesetter.imports.fields.field import Field, Kind, ValueKind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.profiles.detect import Detected
from pacesetter.imports.values.cell import BadValue
from pacesetter.imports.values.date_shapes import DateOrder
from pacesetter.imports.values.emails import looks_like_email
from pacesetter.imports.values.moments import MomentFormat, MomentReader
from pacesetter.imports.values.texts import folded


class Ground(StrEnum):
    """Why a column was taken for a field."""

    SOURCE = "source"
    SYNONYM = "synonym"
    LIKENESS = "likeness"
    CONTENT = "content"
    PERSON = "person"  # somebody said so


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column and the field it seems to be; `confidence` lies between 0 and 1."""

    column: str
    field: str
    confidence: float
    ground: Ground


# Below this a likeness of names is a coincidence.
_LIKE_ENOUGH = 88
_CONTENT_SHARE = 0.8


def guess(
    header: Sequence[str], sample: Sequence[Sequence[str]], kind: Kind, detected: Detected | None
) -> dict[str, ColumnGuess]:
    """Column to guess, for the columns that seem to be something. No field is given away twice."""
    found: dict[str, ColumnGuess] = {}
    ignored = detected.layout.ignored if detected else frozenset()
    open_columns = [column for column in header if folded(column) not in ignored]
    cells = {column: [row[index] for row in sample if row[index].strip()] for index, column in enumerate(header)}
    if detected:
        # An export has every column, also those that nobody fills in: Salesforce's Type beside TaskSubtype.
        _by_source([column for column in open_columns if cells[column]], detected, found)
        _by_source(open_columns, detected, found)
        # The source has said what the others are: a second name of the company, say, which is no id, however alike.
        open_columns = [column for column in open_columns if folded(column) not in detected.layout.columns]
    _by_name(open_columns, kind, found, _exactly, Ground.SYNONYM)
    _by_name(open_columns, kind, found, _alike, Ground.LIKENESS)
    _by_content([column for column in open_columns if column not in found], kind, cells, found)
    return found


def _taken(found: Mapping[str, ColumnGuess]) -> set[str]:
    return {one.field for one in found.values()}


def _by_source(header: Sequence[str], detected: Detected, found: dict[str, ColumnGuess]) -> None:
    by_name: dict[str, str] = {}
    for column in header:
        by_name.setdefault(folded(column), column)
    # The layout's own order says which of several columns serves a field best.
    for name, field in detected.layout.columns.items():
        column = by_name.get(name, "")
        if column and column not in found and field not in _taken(found):
            found[column] = ColumnGuess(column, field, 0.98, Ground.SOURCE)


def _by_name(
    header: Sequence[str],
    kind: Kind,
    found: dict[str, ColumnGuess],
    score: Callable[[str, Field], float],
    ground: Ground,
) -> None:
    offers = [
        (score(folded(column), field), -place, column, field.name)
        for place, column in enumerate(header)
        if column not in found
        for field in FIELDS[kind].values()
    ]
    for confidence, _, column, field_name in sorted(offers, reverse=True):
        if confidence and column not in found and field_name not in _taken(found):
            found[column] = ColumnGuess(column, field_name, confidence, ground)


def _names(field: Field) -> list[str]:
    return [folded(field.name), folded(str(field.label)), *field.names]


def _exactly(name: str, field: Field) -> float:
    names = _names(field)
    # The sooner a synonym stands in the list, the surer it is.
    return round(0.95 - 0.01 * names.index(name), 3) if name in names else 0.0


def _alike(name: str, field: Field) -> float:
    if len(name) < 4:
        return 0.0
    match = process.extractOne(name, _names(field), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return round(match[1] / 100 * 0.8, 3) if match else 0.0


def _by_content(
    header: Sequence[str], kind: Kind, cells: Mapping[str, Sequence[str]], found: dict[str, ColumnGuess]
) -> None:
    tests: list[tuple[ValueKind, Callable[[str], bool]]] = [
        (ValueKind.EMAIL, looks_like_email),
        (ValueKind.MOMENT, _looks_like_date),
    ]
    for value, test in tests:
        fields = [field.name for field in FIELDS[kind].values() if field.value is value and field.in_template]
        fitting = [column for column in header if column not in found and _mostly(cells[column], test)]
        free = [name for name in fields if name not in _taken(found)]
        # With two columns of dates, which is which can't be told from the cells.
        if len(fitting) == 1 and free and not (value is ValueKind.MOMENT and len(free) < len(fields)):
            found[fitting[0]] = ColumnGuess(fitting[0], free[0], 0.5, Ground.CONTENT)


def _mostly(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    return len(cells) > 0 and sum(map(test, cells)) >= len(cells) * _CONTENT_SHARE


def _looks_like_date(text: str) -> bool:
    if text.strip().isdigit():
        return False
    for order in (DateOrder.DMY, DateOrder.MDY):
        try:
            return MomentReader(MomentFormat(order), UTC)(text) is not None
        except BadValue:
            continue
    return False
