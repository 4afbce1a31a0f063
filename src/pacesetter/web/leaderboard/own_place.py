"""Where the viewer stands on a leaderboard of several pages."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page

from pacesetter.rewards.leaderboard import Leaderboard
from pacesetter.wording.numbers import NOTHING


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The viewer's rank in words, and the number of the page that has it."""

    rank: str
    page: int


def own_place(board: Leaderboard, viewer_id: int, page: Page[Any]) -> OwnPlace | None:
    """Where the viewer is found, when that is not on this page of the members' leaderboard; None where it is, or where
    they are on none."""
    place = next((place for place, one in enumerate(board.standings) if one.id == viewer_id), None)
    if place is None:
        return None
    number = place // page.paginator.per_page + 1
    rank = board.standings[place].rank
    return None if number == page.number else OwnPlace(NOTHING if rank is None else str(rank), number)
