"""Where somebody stands, as lines of a mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pacesetter.core.periods import Period
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import Book, KpiRule
from pacesetter.kpis.formulas import Direction, Figure
from pacesetter.notifications.digests.links import link
from pacesetter.wording.amounts import amount, amount_of_target, needed_per_day
from pacesetter.wording.numbers import percent
from pacesetter.wording.pace_words import pace_word
from pacesetter.wording.rounding import ROUNDED, is_rounded


@dataclass(frozen=True)
class FigureLine:
    """One KPI as it is printed. `target`, `share` and `needed` are empty where there is no target, `needed` also
    where it is reached."""

    name: str
    actual: str
    target: str
    share: str
    pace_key: str
    pace_word: str
    needed: str
    less_is_better: bool
    address: str


@dataclass(frozen=True)
class MemberLine:
    """One member of the team: the score, and each KPI in the order of the headings. `words` names the KPIs that are
    expected, for mails without tables."""

    name: str
    score: str
    figures: Sequence[str]
    words: Sequence[str]
    address: str


@dataclass(frozen=True)
class TeamTable:
    """What a lead sees of the team."""

    kpis: Sequence[str]
    members: Sequence[MemberLine]
    totals: Sequence[str]
    total_words: Sequence[str]
    # What is said of numbers that are shown rounded; "" where none is.
    rounded: str


def figure_lines(book: Book, member_id: int, period: Period, now: datetime) -> list[FigureLine]:
    """The member's KPIs in the period."""
    made = board(book, [member_id], period, now)
    return [
        _line(made.figures[member_id, kpi.id], kpi, member_id, period)
        for kpi in made.kpis
        if (member_id, kpi.id) in made.figures
    ]


def team_table(book: Book, member_ids: Sequence[int], period: Period, now: datetime) -> TeamTable | None:
    """The figures of several members, None where nothing was expected of any of them."""
    made = board(book, member_ids, period, now)
    if not made.members:
        return None
    return TeamTable(
        kpis=[kpi.name for kpi in made.kpis],
        members=[_member_line(made, member.id, member.name) for member in made.members],
        totals=[amount_of_target(made.totals.get(kpi.id), kpi) for kpi in made.kpis],
        total_words=[f"{kpi.name} {amount_of_target(made.totals.get(kpi.id), kpi)}" for kpi in made.kpis],
        rounded=str(ROUNDED) if is_rounded(made) else "",
    )


def _line(figure: Figure, kpi: KpiRule, member_id: int, period: Period) -> FigureLine:
    word = pace_word(figure)
    has_target = figure.target is not None
    return FigureLine(
        name=kpi.name,
        actual=amount(figure.actual, kpi),
        target=amount(figure.target, kpi) if has_target else "",
        share=percent(figure.attainment) if has_target else "",
        pace_key=word.key,
        pace_word=str(word.word),
        needed=needed_per_day(figure, kpi) if has_target and figure.needed_per_day else "",
        less_is_better=figure.direction is Direction.LESS,
        address=link(
            f"/members/{member_id}/kpis/{kpi.id}/why/?period={period.kind.value}&day={period.starts_on.isoformat()}"
        ),
    )


def _member_line(made: Board, member_id: int, name: str) -> MemberLine:
    score = made.scores.get(member_id)
    return MemberLine(
        name=name,
        score="" if score is None else percent(score),
        figures=[amount_of_target(made.figures.get((member_id, kpi.id)), kpi) for kpi in made.kpis],
        words=[
            f"{kpi.name} {amount_of_target(made.figures[member_id, kpi.id], kpi)}"
            for kpi in made.kpis
            if (member_id, kpi.id) in made.figures
        ],
        address=link(f"/members/{member_id}/scorecard/"),
    )
