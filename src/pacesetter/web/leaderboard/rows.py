"""The rows of a leaderboard in words."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.kpis.book import KpiRule
from pacesetter.rewards.leaderboard import By, Leaderboard, Standing
from pacesetter.web.leaderboard.behind import behind_in_words, way_behind
from pacesetter.web.ways import way_to_boards, way_to_scorecards
from pacesetter.wording.amounts import amount
from pacesetter.wording.numbers import NOTHING, NumberForms, number_forms


class StandingInWords(NamedTuple):
    """`bar` is the length of the row's bar in per cent of the longest one; `move` chooses the sign in front of
    `moved_by`, and `moved` says it in a sentence. `behind` is the address of what the value is made of, and
    `behind_in_words` says so; both are empty where the viewer may not look, or nothing is there."""

    id: int
    rank: str
    name: str
    address: str
    is_viewer: bool
    value: str
    behind: str
    behind_in_words: str
    detail: str
    bar: str
    is_reached: bool
    move: str
    moved_by: str
    moved: str


def rows_in_words(
    board: Leaderboard,
    shown: Sequence[Standing],
    seen: Collection[int],
    query: str,
    viewer_id: int | None = None,
    *,
    of_teams: bool = False,
) -> list[StandingInWords]:
    """Those of the leaderboard that are `shown`, in their order. `seen` are the members (or teams) behind whom the
    viewer may look: only their names and values are links. `query` is the part of their addresses that says which
    period, and of members which team's days, are shown."""
    forms = number_forms()
    # A drawing needs no more exactness than screens have.
    longest = max((abs(float(one.value)) for one in board.standings if one.value), default=0.0)
    pages = way_to_boards(query) if of_teams else way_to_scorecards(query)
    behind = way_behind(board, query, of_teams=of_teams)
    explained = {one.id for one in shown if one.id in seen and one.value is not None}
    return [
        StandingInWords(
            id=one.id,
            rank=NOTHING if one.rank is None else str(one.rank),
            name=one.name,
            address=pages.to(one.id) if one.id in seen else "",
            is_viewer=one.id == viewer_id and not of_teams,
            value=value_in_words(one.value, board, forms),
            behind=behind.to(one.id) if one.id in explained else "",
            behind_in_words=behind_in_words(board, one.name, of_teams=of_teams) if one.id in explained else "",
            detail=_detail(one, board, forms),
            bar=f"{max(float(one.value), 0.0) / longest * 100:.1f}" if one.value else "0",
            is_reached=is_reached(one),
            move=_move(one),
            moved_by=str(abs(one.moved)) if one.moved else "",
            moved=_moved(one),
        )
        for one in shown
    ]


def is_reached(one: Standing) -> bool:
    """Whether the target is reached."""
    attainment = one.figure.attainment if one.figure else None
    return attainment is not None and attainment >= 1


def value_in_words(value: Fraction | None, board: Leaderboard, forms: NumberForms) -> str:
    """What the rank goes by: an amount, a share, or what there is more or less."""
    if board.by is By.ATTAINMENT:
        return forms.percent(value)
    if value is None or board.by is By.ACTUAL:
        return _amount(value, board.kpi, forms)
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    if board.kpi is None or board.kpi.is_ratio:
        return _("%(sign)s%(points)s points") % {
            "sign": sign,
            "points": forms.number(Fraction(round(abs(value) * 100))),
        }
    return f"{sign}{forms.number(abs(value))}"


def _amount(value: Fraction | None, kpi: KpiRule | None, forms: NumberForms) -> str:
    return forms.percent(value) if kpi is None else amount(value, kpi, forms)


def _detail(one: Standing, board: Leaderboard, forms: NumberForms) -> str:
    """What stands behind the value, small beside it."""
    if board.by is By.IMPROVEMENT:
        if one.now is None or one.before is None:
            return _("nothing to compare with")
        return f"{_amount(one.before, board.kpi, forms)} → {_amount(one.now, board.kpi, forms)}"
    if one.figure is None or board.kpi is None or one.figure.target is None:
        return ""
    target = amount(one.figure.target, board.kpi, forms)
    if board.by is By.ATTAINMENT:
        return f"{amount(one.figure.actual, board.kpi, forms)} / {target}"
    return _("%(share)s of %(target)s") % {"share": forms.percent(one.figure.attainment_ratio), "target": target}


def _move(one: Standing) -> str:
    if one.moved is None:
        return "new" if one.rank is not None else "none"
    return "up" if one.moved > 0 else "down" if one.moved < 0 else "same"


def _moved(one: Standing) -> str:
    moved = one.moved
    if one.rank is None:
        return _("without a figure")
    if moved is None:
        return _("new since the last period")
    if moved == 0:
        return _("as in the last period")
    if moved > 0:
        return ngettext("%(number)d place up", "%(number)d places up", moved) % {"number": moved}
    return ngettext("%(number)d place down", "%(number)d places down", -moved) % {"number": -moved}
