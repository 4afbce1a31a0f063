"""A scorecard on paper."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from pacesetter.kpis.scorecard import Scorecard
from pacesetter.web.charts.sparkline import HEIGHT, columns_of
from pacesetter.web.papers.paper import INKS, LINE, MARGIN, MARKS, SOFT, SUNKEN, Paper
from pacesetter.web.scorecard.rows import RowInWords
from pacesetter.wording.numbers import percent

_ROW = 46.0
# Where columns begin (or end, for numbers), as shares of the width.
_DONE, _PACE, _PROJECTION, _NEEDED, _SPARK = 0.22, 0.48, 0.75, 0.865, 0.885


def draw_scorecard(paper: Paper, scorecard: Scorecard, rows: Sequence[RowInWords], last: str) -> None:
    """One row for each KPI: done of the target with its bar, pace, projection, needed per day, the last periods."""
    if scorecard.score is not None:
        score = f"{_('Score')} {percent(scorecard.score)}"
        paper.write_at(MARGIN, paper.get_y(), score, size=12, bold=True)
        paper.set_y(paper.get_y() + 26)
    _headings(paper, last)
    for row, figures in zip(rows, scorecard.rows, strict=True):
        if paper.get_y() + _ROW > paper.bottom:
            paper.add_page()
            _headings(paper, last)
        _row(paper, row, paper.get_y())
        _spark(paper, figures.history, paper.get_y())
        paper.set_y(paper.get_y() + _ROW)
    if not rows:
        paper.write_at(MARGIN, paper.get_y() + 8, _("Nothing was expected in this period"), colour=SOFT)


def _x(paper: Paper, share: float) -> float:
    return MARGIN + share * (float(paper.w) - 2 * MARGIN)


def _headings(paper: Paper, last: str) -> None:
    y = paper.get_y()
    for share, text, align in (
        (0, _("KPI"), "L"),
        (_DONE, _("Done, of the target"), "L"),
        (_PACE, _("Pace"), "L"),
        (_PROJECTION, _("Projection"), "R"),
        (_NEEDED, _("Needed / day"), "R"),
        (_SPARK, last, "L"),
    ):
        most = _x(paper, 1) - _x(paper, _SPARK) if share == _SPARK else 0
        paper.write_at(_x(paper, share), y, text, size=7.5, bold=True, colour=SOFT, align=align, most=most)
    paper.set_y(y + 14)


def _row(paper: Paper, row: RowInWords, y: float) -> None:
    figure, key = row.figure, row.figure.pace_word.key
    paper.set_draw_color(*LINE)
    paper.line(MARGIN, y, float(paper.w) - MARGIN, y)
    name_width = _x(paper, _DONE) - MARGIN - 8
    paper.write_at(MARGIN, y + 9, figure.name, size=10, bold=True, most=name_width)
    notes = [figure.unit, _("less is better") if figure.less_is_better else ""]
    paper.write_at(MARGIN, y + 24, ", ".join(note for note in notes if note), size=8, colour=SOFT, most=name_width)
    left, right = _x(paper, _DONE), _x(paper, _PACE) - 12
    end = paper.write_at(left, y + 7, figure.actual, size=13, bold=True, most=(right - left) / 2)
    if figure.target:
        paper.write_at(right, y + 10, figure.attainment, size=9, bold=True, align="R")
        # The font is that of the share just written.
        room = right - paper.get_string_width(figure.attainment) - 6 - (end + 3)
        paper.write_at(end + 3, y + 10, f"/ {figure.target}", size=9, colour=SOFT, most=room)
    _bar(paper, row, left, y + 27, right - left)
    left = _x(paper, _PACE)
    word = f"{paper.shape(key)} {figure.pace_word.word}"
    paper.write_at(left, y + 9, word, size=9, bold=True, colour=INKS[key])
    if figure.pace:
        said = _("%(pace)s of %(expected)s expected") % {"pace": figure.pace, "expected": figure.expected}
        paper.write_at(left, y + 23, said, size=7.5, colour=SOFT, most=_x(paper, _PROJECTION) - left - 44)
    paper.write_at(_x(paper, _PROJECTION), y + 14, figure.projection, size=10, align="R")
    paper.write_at(_x(paper, _NEEDED), y + 14, figure.needed_per_day, size=10, align="R")


def _bar(paper: Paper, row: RowInWords, x: float, y: float, width: float) -> None:
    bar = row.figure.bar
    if bar is None:
        return
    paper.box(x, y, width, 6, SUNKEN)
    paper.box(x, y, width * _share(bar.actual), 6, MARKS[row.figure.pace_word.key])
    paper.set_draw_color(*INKS["none"])
    if bar.expected:
        paper.set_dash_pattern(dash=1.5, gap=1.5)
        paper.line(x + width * _share(bar.expected), y - 2, x + width * _share(bar.expected), y + 8)
        paper.set_dash_pattern()
    paper.set_line_width(1.4)
    paper.line(x + width * _share(bar.target), y - 2, x + width * _share(bar.target), y + 8)
    paper.set_line_width(0.57)


def _share(length: str) -> float:
    return float(length.rstrip("%")) / 100


def _spark(paper: Paper, history: Sequence[object], y: float) -> None:
    left = _x(paper, _SPARK)
    # As wide as the column is, and as high as the row allows.
    across, down = (_x(paper, 1) - left) / 144, 30 / HEIGHT
    for column in columns_of(history):  # type: ignore[arg-type]
        if column is None:
            continue
        colour = MARKS["on"] if column.is_reached else MARKS["none"]
        height = column.height * down
        paper.box(left + column.x * across, y + 38 - height, column.width * across, height, colour)
