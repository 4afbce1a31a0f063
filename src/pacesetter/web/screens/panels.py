"""The panels of a screen: one for each KPI, with the sum and whoever leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from pacesetter.core.periods import Period
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import rolled_up
from pacesetter.rewards.leaderboard import By, Leaderboard, leaderboards_of_members
from pacesetter.web.leaderboard.rows import StandingInWords, is_reached, rows_in_words
from pacesetter.web.scorecard.figure_in_words import FigureInWords, figure_in_words
from pacesetter.wording.amounts import amount

# As many lines as stand on a panel in large type.
LEADERS = {1: 10, 2: 8}
FEWER_LEADERS = 5


@dataclass(frozen=True)
class Reached:
    """Somebody has reached a target. The page celebrates a `key` that it has not seen before."""

    key: str
    words: str


@dataclass(frozen=True)
class Panel:
    """One KPI; `together` is None where nobody has it."""

    kpi_id: int
    name: str
    unit: str
    together: FigureInWords | None
    leaders: Sequence[StandingInWords]
    reached: Sequence[Reached]


def panels_of(
    book: Book,
    kpi_ids: Sequence[int],
    member_ids: Sequence[int],
    period: Period,
    now: datetime,
    team: tuple[int, str] | None,
) -> list[Panel]:
    """The panels in the order of the KPIs, without those of archived ones. `team` is its id and name."""
    known = [book.kpis[kpi_id] for kpi_id in kpi_ids if kpi_id in book.kpis and not book.kpis[kpi_id].is_archived]
    leaders = LEADERS.get(len(known), FEWER_LEADERS)
    boards = leaderboards_of_members(
        book, member_ids, [kpi.id for kpi in known], By.ACTUAL, period, now, team[0] if team else None
    )
    name = team[1] if team else _("Everybody")
    return [_panel(book, kpi, board, leaders, name) for kpi, board in zip(known, boards, strict=True)]


def _panel(book: Book, kpi: KpiRule, board: Leaderboard, leaders: int, team: str) -> Panel:
    figures = [one.figure for one in board.standings if one.figure is not None]
    together = rolled_up(figures) if figures else None
    words = figure_in_words(together, kpi, book.currency) if together else None
    reached = [
        Reached(f"{board.period.starts_on}-{kpi.id}-{one.id}", _words(one.name, amount(one.now, kpi), kpi))
        for one in board.standings
        if is_reached(one) and not words_less(kpi)
    ]
    if together and together.attainment is not None and together.attainment >= 1 and not words_less(kpi):
        key = f"{board.period.starts_on}-{kpi.id}-all"
        reached.append(Reached(key, _words(team, amount(together.actual, kpi), kpi)))
    rows = rows_in_words(board, board.standings[:leaders], (), "")
    return Panel(kpi.id, kpi.name, words.unit if words else "", words, rows, reached)


def words_less(kpi: KpiRule) -> bool:
    """Whether less is better: such a target is kept until the period is over, and never reached before."""
    return kpi.direction == "less"


def _words(name: str, done: str, kpi: KpiRule) -> str:
    return _("%(name)s reached the target: %(kpi)s %(done)s") % {"name": name, "done": done, "kpi": kpi.name}
