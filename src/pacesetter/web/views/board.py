"""The team board."""

from collections.abc import Sequence
from datetime import datetime

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.kpis.board import board as board_of
from pacesetter.kpis.book import Book, book_of
from pacesetter.people.access import ids_seen_in
from pacesetter.people.models import Team
from pacesetter.web.board.export import board_export
from pacesetter.web.board.sorting import asked_order
from pacesetter.web.board.table import board_table
from pacesetter.web.board.teams import chosen_team, teams_shown_to
from pacesetter.web.exports import exported
from pacesetter.web.live.shared import shared
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.papers.board import draw_board
from pacesetter.web.papers.paper import Paper, as_answer, paper_for
from pacesetter.web.periods.choice import PeriodChoice, chosen_period
from pacesetter.web.swaps import page_or_part
from pacesetter.wording.pace_words import thresholds_in_words
from pacesetter.wording.rounding import ROUNDED, is_rounded
from pacesetter.wording.standings import standing_in_words


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
    period = choice.period
    seen = tuple(ids_seen_in(viewer, period.starts_on, period.ends_on))

    def fresh() -> HttpResponseBase:
        return _board(request, book, seen, teams, team, choice, now)

    sees = (viewer.organisation_id, book.version, seen, tuple(one.pk for one in teams), choice.today)
    return shared(request, sees, fresh)


def _board(
    request: MemberRequest,
    book: Book,
    seen: Sequence[int],
    teams: Sequence[Team],
    team: Team | None,
    choice: PeriodChoice,
    now: datetime,
) -> HttpResponseBase:
    sort = request.GET.get("sort", "")
    made = board_of(book, seen, choice.period, now, team.pk if team else None)
    order = asked_order(sort, made)
    # By the organisation's clock, since viewers share the page.
    standing = standing_in_words(made.standing, clock.time_zone(request.member.organisation.time_zone))
    if request.GET.get("format") == "pdf":
        paper = Paper(
            _("Team board"),
            " · ".join(
                str(part)
                for part in (choice.label, team.name if team else _("Everybody"), standing and standing.word)
                if part
            ),
            request.member.organisation.name,
            now,
            thresholds_in_words(made.thresholds),
            paper=paper_for(request, request.member.organisation.country),
            landscape=True,
        )
        draw_board(paper, made, order)
        return as_answer(paper, f"{_('Team board')} {choice.label}")
    if answer := exported(request, board_export(made, order, book.currency, choice.label)):
        return answer
    table = board_table(made, order, book.currency, choice, f"&team={team.pk}" if team else "")
    context = {
        "choice": choice,
        "teams": teams,
        "team": team,
        "order": order,
        "table": table,
        "thresholds": thresholds_in_words(made.thresholds),
        "standing": standing,
        "rounded": ROUNDED if is_rounded(made) else "",
    }
    return page_or_part(request, "web/board.html", "web/_board.html", context)
