"""What somebody typed into the grid: which cells differ from what was shown, and what is wrong with any of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from pacesetter.core.periods import PeriodKind
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.book import Book
from pacesetter.kpis.verbs.set_target import checked_quantity
from pacesetter.web.day.moments import read_day
from pacesetter.web.forms.overtaken import overtaken
from pacesetter.web.targets.grid import Grid, GridCell
from pacesetter.web.targets.quantities import read

QUANTITY, KIND, SHOWN = "q.", "k.", "shown"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """A changed cell: from the day on so much per period, None for nothing of its own."""

    key: str
    quantity: Decimal | None
    kind: PeriodKind


def take_in(grid: Grid, posted: Mapping[str, str]) -> None:
    """Put into the grid's cells what was typed. Cells that were not sent stay as they are."""
    shown = _shown(posted.get(SHOWN, ""))
    for key, cell in grid.by_key.items():
        if QUANTITY + key not in posted:
            continue
        was = shown.get(key, "")
        cell.text = posted[QUANTITY + key].strip()
        kind = posted.get(KIND + key, cell.kind)
        cell.kind = kind if kind in set(PeriodKind) else cell.kind
        cell.is_changed = was != (f"{cell.text}|{cell.kind}" if cell.text else "")
        if cell.is_changed and was != cell.shown:
            cell.problem = overtaken(cell.shown.partition("|")[0] or _("empty"))


def put(cell: GridCell, text: str, kind: str) -> None:
    """Write into a cell as if it were typed."""
    cell.text, cell.kind = text, kind
    cell.is_changed = cell.shown != (f"{text}|{kind}" if text else "")


def changes_in(grid: Grid, book: Book) -> list[TypedCell]:
    """The changed cells. What cannot be is told beside its cell; there are no changes to make while anything is."""
    changes = []
    for key, cell in grid.by_key.items():
        if not cell.is_changed or cell.problem:
            continue
        try:
            quantity = checked_quantity(read(cell.text, book.kpis[cell.kpi_id]))
        except Refusal as refusal:
            cell.problem = refusal.message
        else:
            changes.append(TypedCell(key, quantity, PeriodKind(cell.kind)))
    return [] if any(cell.problem for cell in grid.by_key.values()) else changes


def day_from(text: str, otherwise: date) -> date:
    """The day, or a `Refusal` where it is none."""
    return read_day(text, field="effective_from") or otherwise


def _shown(text: str) -> dict[str, str]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
