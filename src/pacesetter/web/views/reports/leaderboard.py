"""The leaderboard."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.kpis.book import book_of
from pacesetter.people.access import ids_ranked_for, ids_seen_in
from pacesetter.rewards.leaderboard import By, leaderboard_of_members, leaderboard_of_teams
from pacesetter.web.board.teams import chosen_team, teams_named_to, teams_shown_to
from pacesetter.web.exports import exported
from pacesetter.web.leaderboard.asked import BY_LABELS, SCORE, asked_leaderboard
from pacesetter.web.leaderboard.export import leaderboard_export
from pacesetter.web.leaderboard.own_place import own_place
from pacesetter.web.leaderboard.rows import rows_in_words
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.seen_periods import SeenPeriods
from pacesetter.web.swaps import page_or_part
from pacesetter.wording.amounts import unit
from pacesetter.wording.periods import period_label


@require_safe
@member_view
def leaderboard(request: MemberRequest) -> HttpResponseBase:
    """Members or teams in order of a KPI or the score, for whom leaderboards are."""
    viewer, now = request.member, clock.now()
    book = book_of(viewer.organisation)
    # In the order of the queries: who may be named at all comes first, and refuses.
    ranked = ids_ranked_for(viewer)
    names_everybody = viewer.organisation.leaderboards_for == "everybody" or viewer.sees_everyone
    teams = teams_named_to(viewer)
    asked = asked_leaderboard(request.GET, book)
    team = None if asked.of_teams else chosen_team(teams, request.GET.get("team", ""))
    others = asked.query | ({"team": str(team.pk)} if team else {})
    choice = chosen_period(request.GET, clock.today(viewer.zone()), book.calendar, others)
    period = choice.period
    seen = set(ids_seen_in(viewer, period.starts_on, period.ends_on))
    if not names_everybody:
        ranked = [one for one in ranked if one in seen]
        if asked.by is By.IMPROVEMENT:
            # What somebody did before they came into the viewer's team is not there to compare with.
            in_team = SeenPeriods(viewer, book)
            ranked = [one for one in ranked if in_team.holds(one, period.previous())]
    if asked.of_teams:
        named = {one.pk: one.name for one in teams}
        made = leaderboard_of_teams(book, named, asked.kpi_id, asked.by, choice.period, now)
        seen = {one.pk for one in teams_shown_to(viewer)} if sees_others(viewer) else set()
    else:
        made = leaderboard_of_members(
            book, ranked, asked.kpi_id, asked.by, choice.period, now, team.pk if team else None
        )
    what = asked.kpi.name if asked.kpi else _("Score")
    if answer := exported(request, leaderboard_export(made, what, choice.label)):
        return answer
    # A team is where the figures lead, too: what they are made of are the days in it.
    leads_to = f"{choice.query_of_period}&team={team.pk}" if team else choice.query_of_period
    page = page_of(request, list(made.standings))
    context = {
        "choice": choice,
        "asked": asked,
        "teams": teams,
        "team": team,
        "kpis": [kpi for kpi in book.kpis.values() if not kpi.is_archived],
        "what": what,
        "unit": unit(asked.kpi, book.currency) if asked.kpi else "",
        "bys": [
            (by.value, label, by is asked.by) for by, label in BY_LABELS.items() if asked.kpi or by != By.ATTAINMENT
        ],
        "by_label": BY_LABELS[asked.by],
        "is_improvement": asked.by is By.IMPROVEMENT,
        "score": SCORE,
        "before": period_label(made.before),
        "page": page,
        "query": other_query(request),
        "own_place": None if asked.of_teams else own_place(made, viewer.pk, page),
        "rows": rows_in_words(made, list(page), seen, leads_to, viewer.pk, of_teams=asked.of_teams),
        "may_open_screens": viewer.is_administrator or (sees_others(viewer) and not viewer.sees_everyone),
    }
    return page_or_part(request, "web/leaderboard.html", "web/_leaderboard.html", context)
