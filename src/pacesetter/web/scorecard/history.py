"""The periods before, as cells of a table: drawn here and not by a template, which would take longer for the hundred of
them than for the rest of the page."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NOTHING, number_forms

# Stands in for the period while the words of a KPI are put together; no text holds it.
_PERIOD = "\0"


class History:
    """The periods of one scorecard: what each is called, the part of the address that leads to it, and whether the
    viewer sees figures of it."""

    def __init__(self, labels: Sequence[str], queries: Sequence[str], shown: Sequence[bool]) -> None:
        self.labels = labels
        self._periods = [
            (escape(label), escape(query), is_seen)
            for label, query, is_seen in zip(labels, queries, shown, strict=True)
        ]
        self._hidden = f"<td>{NOTHING} <small>{escape(_('not in your team'))}</small></td>"
        self._forms = number_forms()

    def cells(self, kpi: KpiRule, figures: Sequence[Figure | None], why: str) -> SafeString:
        """A cell for each period, oldest first. `why` is the address of what the figures are made of, without the part
        that says which period. Numbers hold nothing that would have to be escaped."""
        said = escape(_("Why: %(kpi)s, %(name)s") % {"kpi": kpi.name, "name": _PERIOD})
        before, _mark, behind = said.partition(_PERIOD)
        address = escape(why)
        return mark_safe(  # noqa: S308 - everything is escaped
            "".join(
                f'<td><a href="{address}?{query}">{self._words(figure, kpi)}'
                f'<span class="visually-hidden"> {before}{label}{behind}</span></a></td>'
                if figure is not None and is_seen
                else f"<td>{NOTHING}</td>"
                if is_seen
                else self._hidden
                for figure, (label, query, is_seen) in zip(figures, self._periods, strict=True)
            )
        )

    def _words(self, figure: Figure, kpi: KpiRule) -> str:
        target = figure.target
        of = "" if target is None else f"<small> / {amount(target, kpi, self._forms)}</small>"
        return f"{amount(figure.actual, kpi, self._forms)}{of}"
