"""The team board on paper: members down, KPIs across, with the headings on every page."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.kpis.board import Board
from pacesetter.kpis.book import KpiRule
from pacesetter.kpis.formulas import Figure, pace_state
from pacesetter.web.board.cells import FAR_AHEAD, heat
from pacesetter.web.board.sorting import Order, in_order
from pacesetter.web.papers.paper import INKS, LINE, MARGIN, SOFT, WHITE, Colour, Paper
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NumberForms, number_forms, percent
from pacesetter.wording.rounding import ROUNDED, is_rounded

_ROW, _HEAD = 24.0, 30.0
_NAME, _SCORE = 110.0, 40.0
# So many KPIs can be read on one page; the others follow on further pages.
_ACROSS = 9
_GROUNDS: dict[str, Colour] = {
    "on2": (174, 224, 205),
    "on": (223, 243, 236),
    "behind": (253, 240, 208),
    "off": (253, 227, 214),
    "off2": (248, 189, 159),
    "none": WHITE,
}


def draw_board(paper: Paper, board: Board, order: Order) -> None:
    """All members in the board's order, then what they did together; for each few KPIs anew."""
    members = in_order(board, order)
    forms = number_forms()
    for first in range(0, max(len(board.kpis), 1), _ACROSS):
        kpis = board.kpis[first : first + _ACROSS]
        if first:
            paper.add_page()
        _headings(paper, kpis)
        for member in members:
            if paper.get_y() + _ROW > paper.bottom:
                paper.add_page()
                _headings(paper, kpis)
            figures = [board.figures.get((member.id, kpi.id)) for kpi in kpis]
            _row(paper, member.name, percent(board.scores[member.id]), figures, kpis, forms)
        if members:
            if paper.get_y() + _ROW > paper.bottom:
                paper.add_page()
                _headings(paper, kpis)
            together = ngettext("%(num)d member", "%(num)d members", len(members)) % {"num": len(members)}
            _row(paper, together, "", [board.totals[kpi.id] for kpi in kpis], kpis, forms)
            if is_rounded(board):
                # The last row leaves the room for it that stands between rows and foot.
                paper.write_at(MARGIN, paper.get_y() + 3, str(ROUNDED), size=7.5, colour=SOFT)
    if not members:
        paper.write_at(MARGIN, paper.get_y() + 8, _("Nothing was expected of anybody here"), colour=SOFT)


def _width(paper: Paper, kpis: tuple[KpiRule, ...]) -> float:
    # Columns of few KPIs would be stretched over the page.
    return min((float(paper.w) - 2 * MARGIN - _NAME - _SCORE) / max(len(kpis), 1), 110.0)


def _headings(paper: Paper, kpis: tuple[KpiRule, ...]) -> None:
    y, width = paper.get_y(), _width(paper, kpis)
    paper.write_at(MARGIN, y + 12, _("Member"), size=8, bold=True, colour=SOFT)
    paper.write_at(MARGIN + _NAME + _SCORE - 6, y + 12, _("Score"), size=8, bold=True, colour=SOFT, align="R")
    for place, kpi in enumerate(kpis):
        right = MARGIN + _NAME + _SCORE + (place + 1) * width - 4
        # Long names stand in two lines.
        upper, lower = _halves(paper, kpi.name, width - 6)
        paper.write_at(right, y + 3, upper, size=8, bold=True, colour=SOFT, align="R", most=width - 6)
        paper.write_at(right, y + 13, lower, size=8, bold=True, colour=SOFT, align="R", most=width - 6)
    paper.set_y(y + _HEAD - 4)


def _halves(paper: Paper, name: str, most: float) -> tuple[str, str]:
    paper.set_font(paper.family, "B", 8)
    words = name.split()
    for cut in range(len(words), 0, -1):
        if paper.get_string_width(" ".join(words[:cut])) <= most:
            return (" ".join(words[:cut]), " ".join(words[cut:])) if cut < len(words) else ("", name)
    return "", name


def _row(
    paper: Paper,
    name: str,
    score: str,
    figures: list[Figure | None],
    kpis: tuple[KpiRule, ...],
    forms: NumberForms,
) -> None:
    y, width = paper.get_y(), _width(paper, kpis)
    paper.write_at(MARGIN, y + 7, name, size=9, bold=True, most=_NAME - 6)
    paper.write_at(MARGIN + _NAME + _SCORE - 6, y + 7, score, size=9, bold=True, align="R")
    for place, (figure, kpi) in enumerate(zip(figures, kpis, strict=True)):
        left = MARGIN + _NAME + _SCORE + place * width
        if figure is None:
            paper.write_at(left + width - 4, y + 7, "–", size=8, colour=SOFT, align="R")
            continue
        _cell(paper, figure, kpi, forms, left, y, width)
    paper.set_draw_color(*LINE)
    paper.line(MARGIN, y + _ROW, MARGIN + _NAME + _SCORE + width * len(kpis), y + _ROW)
    paper.set_y(y + _ROW)


def _cell(paper: Paper, figure: Figure, kpi: KpiRule, forms: NumberForms, left: float, y: float, width: float) -> None:
    pace = figure.pace
    state = pace_state(pace, figure.thresholds)
    ground = heat(pace, state, FAR_AHEAD * Fraction(figure.thresholds.on_track))
    paper.box(left + 0.5, y + 0.5, width - 1, _ROW - 1, _GROUNDS[ground])
    key = ground.rstrip("2")
    of = "" if figure.target is None else f" / {amount(figure.target, kpi, forms)}"
    line = f"{amount(figure.actual, kpi, forms)}{of}"
    paper.write_at(left + width - 4, y + 2.5, line, size=8, bold=True, align="R", most=width - 6)
    if figure.attainment is not None:
        share = f"{paper.shape(key)} {forms.percent(figure.attainment)}"
        paper.write_at(left + width - 4, y + 13, share, size=7.5, colour=INKS[key], align="R")
