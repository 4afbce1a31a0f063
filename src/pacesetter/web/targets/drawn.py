"""The cells of the grid as HTML. 400 of them, each with a choice of five kinds of period: a template would escape and
look up the same few words thousands of times."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pacesetter.web.escaping import escape
from pacesetter.web.targets.grid import Grid, GridCell, GridRow


class Drawer:
    """Draws the cells of one row after the other."""

    def __init__(self, grid: Grid, kinds: Sequence[tuple[str, Promise]]) -> None:
        self._kpis = [escape(column.kpi.name) for column in grid.columns]
        labels = [(kind, escape(label)) for kind, label in kinds]
        self._options = {
            chosen: "".join(
                f'<option value="{kind}"{" selected" if kind == chosen else ""}>{label}</option>'
                for kind, label in labels
            )
            for chosen, _label in labels
        }
        self._quantity, self._per = escape(_("Quantity")), escape(_("per"))
        self._steps, self._then = escape(_("Steps and history")), escape(_("then"))
        self._two_kinds = escape(_("Two kinds of period at once"))
        self._not_expected = escape(_("not expected"))

    def row(self, row: GridRow) -> list[SafeString]:
        """The cells of a row."""
        name = escape(row.subject.name)
        # Everything that people typed is escaped, here or when this was made; the rest are keys and numbers of ours.
        return [
            mark_safe(self._cell(cell, kpi, f"{name}, {kpi}", is_role=row.subject.is_role) if cell else self._none(kpi))  # noqa: S308
            for cell, kpi in zip(row.cells, self._kpis, strict=True)
        ]

    def _none(self, kpi: str) -> str:
        return (
            f'<td role="cell" data-kpi="{kpi}" class="is-empty"><span aria-hidden="true">–</span>'
            f'<span class="visually-hidden">{self._not_expected}</span></td>'
        )

    def _cell(self, cell: GridCell, kpi: str, label: str, *, is_role: bool) -> str:
        own = " is-own" if cell.text and not is_role else ""
        classes = f"target{' is-changed' if cell.is_changed else ''}{' has-problem' if cell.problem else ''}{own}"
        return (
            f'<td role="cell" data-kpi="{kpi}" class="{classes}"><div class="target-fields">{self._field(cell, label)}'
            f"{self._kind(cell, label)}"
            f'<a class="target-more" href="{cell.address}" aria-label="{label}: {self._steps}" '
            f'title="{self._steps}">⋯</a></div>{self._words(cell)}</td>'
        )

    def _field(self, cell: GridCell, label: str) -> str:
        about = ""
        if cell.problem:
            about = f' aria-invalid="true" aria-describedby="p.{cell.key}"'
        elif cell.rate or cell.source:
            about = f' aria-describedby="n.{cell.key}"'
        hint = f' placeholder="{escape(cell.inherits)}"' if cell.inherits else ""
        return (
            f'<input type="text" inputmode="decimal" autocomplete="off" name="q.{cell.key}" id="q.{cell.key}" '
            f'value="{escape(cell.text)}"{hint} aria-label="{label}, {self._quantity}"{about}>'
        )

    def _kind(self, cell: GridCell, label: str) -> str:
        if cell.is_level:
            return f'<input type="hidden" name="k.{cell.key}" value="{cell.kind}"><span class="target-unit">%</span>'
        return f'<select name="k.{cell.key}" aria-label="{label}, {self._per}">{self._options[cell.kind]}</select>'

    def _words(self, cell: GridCell) -> str:
        words = f'<p class="target-problem" id="p.{cell.key}">{escape(cell.problem)}</p>' if cell.problem else ""
        if cell.rate or cell.source:
            # The rate is that of the saved quantity.
            rate = "" if cell.is_changed else escape(cell.rate)
            source = f'<span class="target-source">{escape(cell.source)}</span>' if cell.source else ""
            between = " · " if rate and source else ""
            words += f'<p class="target-note" id="n.{cell.key}">{rate}{between}{source}</p>'
        if cell.coming:
            words += f'<p class="target-note">{self._then} {escape(cell.coming)}</p>'
        if cell.contradicts:
            words += f'<p class="target-problem">{self._two_kinds}</p>'
        return words
