"""One cell of the board: its words and its place in the heat map."""

from dataclasses import dataclass
from fractions import Fraction

from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure, PaceState, Thresholds
from pacesetter.web.figures.amounts import amount
from pacesetter.web.figures.numbers import percent
from pacesetter.web.figures.pace_words import pace_word

# Beyond these the heat map shows a stronger tone: far ahead, and less than half of what was expected.
_FAR_AHEAD, _FAR_BEHIND = Fraction(5, 4), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Cell:
    """`heat` is a class of the style sheet; the shape that goes with it says the same without colour."""

    heat: str
    actual: str
    target: str
    attainment: str
    word: str


class Cells:
    """Makes the cells of one page. Most members of a team share what is expected of them, so most cells exist
    already when they are asked for; working each out anew would take longer than everything else on the page."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Cell] = {}

    def of(self, figure: Figure, kpi: KpiRule) -> Cell:
        """The cell of a figure of this KPI."""
        # Outlooks are shared, and live as long as the figures of the page: their identity will do as a key.
        key = (kpi.id, figure.numerator, figure.denominator, id(figure.outlook))
        cell = self._made.get(key)
        if cell is None:
            cell = self._made[key] = make_cell(figure, kpi)
        return cell


def make_cell(figure: Figure, kpi: KpiRule) -> Cell:
    """The cell of a figure."""
    attainment = figure.attainment
    return Cell(
        heat=heat(figure.pace, figure.pace_state, figure.thresholds),
        actual=amount(figure.actual, kpi),
        target="" if figure.target is None else amount(figure.target, kpi),
        attainment="" if attainment is None else percent(attainment),
        word=str(pace_word(figure).word),
    )


def heat(pace: Fraction | None, state: PaceState | None, thresholds: Thresholds) -> str:
    """The step of the heat map: "on2", "on", "behind", "off", "off2", or "none" where there is no pace."""
    if pace is None or state is None:
        return "none"
    if state is PaceState.ON_TRACK:
        return "on2" if pace >= _FAR_AHEAD * thresholds.on_track else "on"
    if state is PaceState.BEHIND:
        return "behind"
    return "off2" if pace < _FAR_BEHIND else "off"
