"""The team board."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.kpis.board import board as board_of
from pacesetter.kpis.book import book_of
from pacesetter.people.access import members_seen_by
from pacesetter.web.board.export import board_export
from pacesetter.web.board.sorting import asked_order
from pacesetter.web.board.table import board_table
from pacesetter.web.board.teams import chosen_team, teams_shown_to
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.swaps import page_or_part
from pacesetter.wording.pace_words import thresholds_in_words


@require_safe
@member_view
def board(request: MemberRequest) -> HttpResponseBase:
    """Members down, KPIs across, for those whom the viewer may see."""
    viewer, now = request.member, clock.now()
    book = book_of(viewer.organisation)
    teams = teams_shown_to(viewer)
    team = chosen_team(teams, request.GET.get("team", ""))
    sort = request.GET.get("sort", "")
    others = {"team": str(team.pk) if team else "", "sort": sort}
    choice = chosen_period(
        request.GET, clock.today(viewer.zone()), book.calendar, {name: value for name, value in others.items() if value}
    )
    seen = members_seen_by(viewer).values_list("pk", flat=True)
    made = board_of(book, seen, choice.period, now, team.pk if team else None)
    order = asked_order(sort, made)
    if answer := exported(request, board_export(made, order, book.currency, choice.label)):
        return answer
    table = board_table(made, order, book.currency, choice, f"&team={team.pk}" if team else "")
    context = {
        "choice": choice,
        "teams": teams,
        "team": team,
        "order": order,
        "table": table,
        "thresholds": thresholds_in_words(book.thresholds),
    }
    return page_or_part(request, "web/board.html", "web/_board.html", context)
