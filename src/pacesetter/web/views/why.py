"""Why a figure is what it is: what counted, and what did not for which reason."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.kpis.book import book_of
from pacesetter.kpis.explain.target import target_parts
from pacesetter.kpis.one_figure import one_figure
from pacesetter.people.access import get_member_seen_in
from pacesetter.web.board.teams import team_behind
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.scorecard.figure_in_words import figure_in_words
from pacesetter.web.why.export import why_export
from pacesetter.web.why.kept_and_today import kept_and_today
from pacesetter.web.why.parts import parts_of
from pacesetter.web.why.target import target_lines, target_sum
from pacesetter.wording.pace_words import thresholds_in_words
from pacesetter.wording.standings import standing_in_words


@require_safe
@member_view
def why(request: MemberRequest, member_id: int, kpi_id: int) -> HttpResponseBase:
    """The activities behind a member's KPI in a period, for those who may see the member. A figure that counts the days
    in a team alone is explained by these days (`?team=2`)."""
    viewer = request.member
    book = book_of(viewer.organisation)
    asked_team = request.GET.get("team", "")
    others = {"team": asked_team} if asked_team else {}
    choice = chosen_period(request.GET, clock.today(viewer.zone()), book.calendar, others)
    period = choice.period
    try:
        member = get_member_seen_in(viewer, member_id, period.starts_on, period.ends_on)
        team = team_behind(viewer, member, asked_team)
        team_id, label = (team.pk, f"{choice.label} {team.name}") if team else (None, choice.label)
        table = why_export(book, member.pk, kpi_id, period, label, team_id)
        if answer := exported(request, table):
            return answer
        parts = parts_of(viewer, book, member.pk, kpi_id, period, request.GET, team_id)
    except (ObjectDoesNotExist, Refusal):
        raise Http404 from None
    now = clock.now()
    one = one_figure(book, member.pk, kpi_id, period, now, team_id)
    made_of = target_parts(book, member.pk, kpi_id, period.starts_on, period.ends_on, team_id)
    figure, kpi = one.shown, book.kpis[kpi_id]
    closing = one.standing.keeps
    context = {
        "choice": choice,
        "whose": member,
        "team": team,
        "is_own": member.pk == viewer.pk,
        "place": "scorecard" if member.pk == viewer.pk else "board",
        "kpi": kpi,
        "words": figure_in_words(figure, kpi, book.currency) if figure else None,
        "parts": parts,
        "target_lines": target_lines(book, kpi, made_of) if made_of else [],
        "target_sum": target_sum(kpi, made_of),
        "thresholds": thresholds_in_words(closing.thresholds if closing else book.thresholds),
        "standing": standing_in_words(one.standing, clock.time_zone(viewer.organisation.time_zone)),
        "today": kept_and_today(one, kpi),
    }
    return render(request, "web/why.html", context)
