"""The columns of a file, and what each is taken for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacesetter.core.refusal import Refusal
from pacesetter.imports.fields.field import Kind
from pacesetter.imports.fields.table import FIELDS
from pacesetter.imports.models import ImportBatch
from pacesetter.imports.opened import open_import
from pacesetter.imports.profiles.guess import Ground
from pacesetter.imports.reading.header import UNNAMED
from pacesetter.imports.reading.unreadable import Unreadable

_EXAMPLES, _LONGEST = 3, 40
LEFT_OUT = "-"

_GROUNDS: Mapping[str, Promise] = {
    Ground.SOURCE: gettext_lazy("known heading"),
    Ground.SYNONYM: gettext_lazy("same meaning"),
    Ground.LIKENESS: gettext_lazy("similar heading"),
    Ground.CONTENT: gettext_lazy("by its cells"),
    Ground.PERSON: gettext_lazy("as you said"),
}


@dataclass(frozen=True)
class Column:
    """One column: `name` of its field in the form, its heading, its first cells, the field it is taken for (or
    `LEFT_OUT`) and why."""

    name: str
    heading: str
    cells: Sequence[str]
    field: str
    why: str

    @property
    def title(self) -> str:
        """The heading; one that the reader has made up, in the language of the page."""
        word, _space, number = self.heading.partition(" ")
        return _("Column %(number)s") % {"number": number} if word == UNNAMED and number.isdigit() else self.heading


def columns_of(batch: ImportBatch, sent: QueryDict | None = None) -> list[Column]:
    """Every column of the file in its order; the mapped ones alone where the file can no longer be read. What was
    `sent` comes before what the import says."""
    return [
        replace(column, field=sent.get(column.name, column.field) if sent else column.field)
        for column in _columns(batch)
    ]


def _columns(batch: ImportBatch) -> list[Column]:
    try:
        table = open_import(batch).table
    except (Refusal, Unreadable, OSError):
        return [_column(batch, place, heading, ()) for place, heading in enumerate(batch.mapping)]
    rows = next((some.rows for some in table.batches() if some.rows), [])
    return [
        _column(batch, place, heading, [row[place] for row in rows[:200]]) for place, heading in enumerate(table.header)
    ]


def _column(batch: ImportBatch, place: int, heading: str, cells: Sequence[str]) -> Column:
    field = batch.mapping.get(heading, LEFT_OUT)
    ground = batch.grounds.get(heading, [1.0, Ground.PERSON])[1] if heading in batch.mapping else ""
    shown = list(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))[:_EXAMPLES]
    short = [cell if len(cell) <= _LONGEST else cell[: _LONGEST - 1] + "…" for cell in shown]
    return Column(f"column-{place}", heading, short, field, str(_GROUNDS[ground]) if ground else "")


def field_choices(kind: Kind) -> list[tuple[str, str]]:
    """What a column can be: name and label. What is needed carries a mark."""
    return [(field.name, f"{field.label} *" if field.required else str(field.label)) for field in FIELDS[kind].values()]


def said_of_columns(batch: ImportBatch, sent: QueryDict) -> dict[str, str]:
    """What the form says otherwise than before: column to field. Raises a `Refusal` for a field given twice."""
    chosen = {column.heading: sent.get(column.name, column.field) for column in columns_of(batch)}
    twice = [field for field, times in Counter(chosen.values()).items() if times > 1 and field != LEFT_OUT]
    if twice:
        label = FIELDS[Kind(batch.kind)][twice[0]].label if twice[0] in FIELDS[Kind(batch.kind)] else twice[0]
        raise Refusal(_("“%(field)s” is given by two columns. Leave one of them out.") % {"field": label}, field="map")
    return {heading: field for heading, field in chosen.items() if field != batch.mapping.get(heading, LEFT_OUT)}
