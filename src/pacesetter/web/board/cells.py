"""One cell of the board: its words and its place in the heat map."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import escape

from pacesetter.core.exact import Quotient, at_least
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure, PaceState, Thresholds, pace_state
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NumberForms, number_forms
from pacesetter.wording.pace_words import word_for

# Beyond these the heat map shows a stronger tone: so many times the threshold of on track, and less than half of what
# was expected.
FAR_AHEAD, FAR_BEHIND = Fraction(5, 4), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Cell:
    """`heat` is a class of the style sheet; the shape that goes with it says the same without colour.

    `inside` is ready for the page. It is put together here and not in the template, which would escape the same few
    numbers thousands of times.
    """

    heat: str
    inside: str


class Cells:
    """Makes the cells of one page, each different one once: members of a team share what is expected of them."""

    def __init__(self) -> None:
        self._forms = number_forms()
        self._made: dict[tuple[object, ...], Cell] = {}
        self._words: dict[int, str] = {}
        self._thresholds: Thresholds | None = None
        self._ahead = FAR_AHEAD

    def of(self, figure: Figure, kpi: KpiRule) -> Cell:
        """The cell of a figure of this KPI."""
        # Outlooks are shared, and live as long as the figures of the page: their identity will do as a key.
        parts = figure.denominator and figure.denominator.as_integer_ratio()
        key = (kpi.id, figure.numerator.as_integer_ratio(), parts, id(figure.outlook))
        cell = self._made.get(key)
        if cell is None:
            cell = self._made[key] = self._make(figure, kpi)
        return cell

    def _make(self, figure: Figure, kpi: KpiRule) -> Cell:
        pace = figure.pace_ratio
        state = pace_state(pace, figure.thresholds)
        inside = figure_inside(figure, kpi, self._forms) + self._hidden_word(figure, state)
        return Cell(heat(pace, state, self._far_ahead(figure.thresholds)), inside)

    def _far_ahead(self, thresholds: Thresholds) -> Fraction:
        # All figures of a page share their thresholds.
        if self._thresholds is not thresholds:
            self._thresholds, self._ahead = thresholds, FAR_AHEAD * thresholds.on_track
        return self._ahead

    def _hidden_word(self, figure: Figure, state: PaceState | None) -> str:
        word = word_for(figure, state)
        known = self._words.get(id(word))
        if known is None:
            known = self._words[id(word)] = f' <span class="visually-hidden">{escape(word.word)}</span>'
        return known


def figure_inside(figure: Figure, kpi: KpiRule, forms: NumberForms) -> str:
    """What was done, of what, and the share of it. Numbers hold nothing that would have to be escaped."""
    target, attainment = figure.target, figure.attainment_ratio
    of = "" if target is None else f"<small> / {amount(target, kpi, forms)}</small>"
    share = "" if attainment is None else f" <i>{forms.percent(attainment)}</i>"
    return f"<b>{amount(figure.actual, kpi, forms)}</b>{of}{share}"


def heat(pace: Quotient | None, state: PaceState | None, far_ahead: Fraction) -> str:
    """The step of the heat map: "on2" (far ahead), "on", "behind", "off", "off2" (far behind), or "none" where there is
    no pace."""
    if pace is None or state is None:
        return "none"
    if state is PaceState.ON_TRACK:
        return "on2" if at_least(pace, far_ahead) else "on"
    if state is PaceState.BEHIND:
        return "behind"
    return "off" if at_least(pace, FAR_BEHIND) else "off2"
