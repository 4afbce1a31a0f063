"""What a leaderboard's values are made of: where that is shown, and how a link to it is called."""

from django.utils.translation import gettext as _

from pacesetter.rewards.leaderboard import Leaderboard
from pacesetter.web.board.sorting import SCORE, best_first
from pacesetter.web.ways import Way, way_to_boards, way_to_scorecards, way_to_why


def way_behind(board: Leaderboard, query: str, *, of_teams: bool) -> Way:
    """From a value to what it is made of: a member's activities or scorecard, a team's board in the value's order."""
    if of_teams:
        order = best_first(str(board.kpi.id), board.kpi.direction) if board.kpi else best_first(SCORE)
        return way_to_boards(f"{query}&sort={order.query}")
    if board.kpi is None:
        return way_to_scorecards(query, "#score")
    return way_to_why(board.kpi.id, query)


def behind_in_words(board: Leaderboard, name: str, *, of_teams: bool) -> str:
    """What is shown there, for those who hear the link alone."""
    if of_teams:
        return f"{_('Team board')}: {name}"
    if board.kpi is None:
        return f"{_('How the score comes about')}: {name}"
    return _("Why: %(kpi)s, %(name)s") % {"kpi": board.kpi.name, "name": name}
