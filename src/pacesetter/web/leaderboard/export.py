"""A leaderboard as a table for a file."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from pacesetter.rewards.leaderboard import By, Leaderboard
from pacesetter.web.exports import ExportTable, Row, Share, Value


def leaderboard_export(board: Leaderboard, what: str, label: str) -> ExportTable:
    """In order of rank; `what` names the KPI."""
    headings = [_("Rank"), _("Rank before"), _("Name"), what, _("Target"), _("Attainment"), _("Compared with")]
    headings.append(_("Improvement") if board.by is By.IMPROVEMENT else _("Ranked by"))
    return ExportTable(f"{_('Leaderboard')} {what} {label}", headings, _rows(board))


def _rows(board: Leaderboard) -> Iterator[Row]:
    is_share = board.kpi is None or board.kpi.is_ratio

    def amount(value: Fraction | None) -> Value:
        return Share(value) if value is not None and is_share else value

    for one in board.standings:
        attainment = one.figure.attainment if one.figure else None
        yield [
            one.rank,
            one.rank_before,
            one.name,
            amount(one.now),
            amount(one.figure.target if one.figure else None),
            None if attainment is None else Share(attainment),
            amount(one.before),
            Share(one.value) if one.value is not None and board.by is By.ATTAINMENT else amount(one.value),
        ]
