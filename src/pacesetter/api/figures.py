"""Figures over the API: the same scorecard and board as on the screens."""

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from pacesetter.api.authentication import as_member
from pacesetter.api.schemas import Day, IdInAddress
from pacesetter.core import clock
from pacesetter.core.periods import Period, PeriodKind, period_holding
from pacesetter.kpis.board import Board, board
from pacesetter.kpis.book import Book, book_of
from pacesetter.kpis.closing import Standing, State
from pacesetter.kpis.formulas import Figure
from pacesetter.kpis.scorecard import Scorecard, scorecard
from pacesetter.people.access import get_member_for, members_seen_in
from pacesetter.people.models import Member

router = Router(tags=["figures"])


class FigureOut(Schema):
    """A figure. Numbers are exact fractions as text (“7/3”), beside a rounded decimal for those who want one."""

    member_id: int
    kpi_id: int
    actual: str | None
    target: str | None
    attainment: str | None
    expected: str | None
    pace: str | None
    pace_state: str | None
    projection: str | None
    needed_per_day: str | None
    attainment_percent: float | None


class StandingOut(Schema):
    """How a period stands: `open`, `closed` or `locked`, since when and by whom. Where `is_kept`, the figures are those
    kept when it was locked; otherwise they follow today's rules. Not `is_exact` is a part of a longer closed period.
    """

    state: State
    is_exact: bool
    is_kept: bool
    since: datetime | None
    by: str | None


class ThresholdsOut(Schema):
    """From which pace on `pace_state` is on track, or behind; below it is off track. Exact fractions as text."""

    on_track: str
    behind: str


class FiguresOut(Schema):
    """The figures of a period (`ends_on` not included)."""

    kind: str
    starts_on: date
    ends_on: date
    standing: StandingOut
    thresholds: ThresholdsOut
    figures: list[FigureOut]
    scores: dict[int, str | None]


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def shown(member_id: int, kpi_id: int, figure: Figure) -> dict[str, Any]:
    """A figure's fields, exact."""
    attainment = figure.attainment
    return {
        "member_id": member_id,
        "kpi_id": kpi_id,
        "actual": _text(figure.actual),
        "target": _text(figure.target),
        "attainment": _text(attainment),
        "expected": _text(figure.expected),
        "pace": _text(figure.pace),
        "pace_state": figure.pace_state,
        "projection": _text(figure.projection),
        "needed_per_day": _text(figure.needed_per_day),
        "attainment_percent": None if attainment is None else round(float(attainment) * 100, 2),
    }


def _period(book: Book, member: Member, kind: PeriodKind, day: date | None) -> Period:
    return period_holding(kind, day or clock.now().astimezone(member.zone()).date(), book.calendar)


def standing_shown(standing: Standing) -> dict[str, Any]:
    """A standing's fields."""
    return {
        "state": standing.state,
        "is_exact": standing.is_exact,
        "is_kept": standing.keeps is not None,
        "since": standing.since,
        "by": standing.by or None,
    }


def _answer(
    made: Board | Scorecard, figures: list[dict[str, Any]], scores: dict[int, Fraction | None]
) -> dict[str, Any]:
    return {
        "kind": made.period.kind,
        "starts_on": made.period.starts_on,
        "ends_on": made.period.ends_on,
        "standing": standing_shown(made.standing),
        "thresholds": {"on_track": str(made.thresholds.on_track), "behind": str(made.thresholds.behind)},
        "figures": figures,
        "scores": {member_id: _text(score) for member_id, score in scores.items()},
    }


@router.get("/members/{member_id}/scorecard", response=FiguresOut)
@as_member
def read_scorecard(
    request: HttpRequest,
    member: Member,
    member_id: IdInAddress,
    kind: Annotated[PeriodKind, Query()] = PeriodKind.MONTH,
    day: Annotated[Day | None, Query()] = None,
) -> dict[str, Any]:
    """Where one member stands in the period that holds `day` (today by default)."""
    whose = get_member_for(member, member_id)
    book = book_of(member.organisation)
    period = _period(book, whose, kind, day)
    members_seen_in(member, period.starts_on, period.ends_on).get(pk=whose.pk)
    card = scorecard(book, whose.pk, period, clock.now(), periods=1)
    return _answer(card, [shown(whose.pk, row.kpi.id, row.figure) for row in card.rows], {whose.pk: card.score})


@router.get("/board", response=FiguresOut)
@as_member
def read_board(
    request: HttpRequest,
    member: Member,
    kind: Annotated[PeriodKind, Query()] = PeriodKind.MONTH,
    day: Annotated[Day | None, Query()] = None,
) -> dict[str, Any]:
    """Where everybody stands whom the caller may see."""
    book = book_of(member.organisation)
    period = _period(book, member, kind, day)
    seen = members_seen_in(member, period.starts_on, period.ends_on)
    made = board(book, seen.values_list("pk", flat=True), period, clock.now())
    figures = [shown(member_id, kpi_id, figure) for (member_id, kpi_id), figure in made.figures.items()]
    return _answer(made, figures, made.scores)
