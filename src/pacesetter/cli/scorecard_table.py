"""A member's scorecard and a board as text."""

import shutil

from pacesetter.cli import figure_words as words
from pacesetter.cli.columns import text_table
from pacesetter.kpis.board import Board
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.scorecard import Scorecard

_COLUMNS = ("KPI", "Actual", "Target", "Attainment", "Pace", "Projection", "Needed per day", "Last 12")
_LESS = " (less is better)"


def scorecard_text(book: Book, made: Scorecard) -> str:
    """One row per KPI, with its last periods as a sparkline."""
    rows = [
        (
            row.kpi.name + (_LESS if row.kpi.direction == "less" else ""),
            words.amount(row.figure.actual, row.kpi, book),
            words.amount(row.figure.target, row.kpi, book),
            words.percent(row.figure.attainment),
            words.pace(row.figure),
            words.amount(row.figure.projection, row.kpi, book),
            words.amount(row.figure.needed_per_day, row.kpi, book),
            words.sparkline([None if figure is None else figure.actual for figure in row.history]),
        )
        for row in made.rows
    ]
    return "\n".join(
        (
            text_table(_COLUMNS, rows, width=_width()),
            "",
            f"Score {words.percent(made.score)}; one KPI counts for at most {words.percent(book.score_cap)}.",
            words.thresholds(book),
        )
    )


def board_text(book: Book, made: Board) -> str:
    """Members down, KPIs across: attainment with the sign of the pace, and everybody's total below."""
    header = ["Member", *(kpi.name for kpi in made.kpis), "Score"]
    rows = [
        [
            member.name,
            *(_cell(made.figures.get((member.id, kpi.id))) for kpi in made.kpis),
            words.percent(made.scores[member.id]),
        ]
        for member in made.members
    ]
    rows.append(["All", *(_cell(made.totals[kpi.id]) for kpi in made.kpis), ""])
    rows.append(["Actual", *(words.amount(_total(made, kpi).actual, kpi, book) for kpi in made.kpis), ""])
    rows.append(["Target", *(words.amount(_total(made, kpi).target, kpi, book) for kpi in made.kpis), ""])
    return "\n".join((text_table(header, rows, widest_title=10, width=_width()), "", words.thresholds(book)))


def _width() -> int | None:
    """How wide the terminal is; None in a file or a pipe, where there is no width to fit into."""
    return shutil.get_terminal_size((0, 0)).columns or None


def _total(made: Board, kpi: KpiRule) -> Figure:
    return made.totals[kpi.id]


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    state = figure.pace_state
    return f"{words.percent(figure.attainment)} {words.SIGNS[state] if state else ' '}"
