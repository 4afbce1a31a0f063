"""The scorecard: one's own, and those of others whom one may see."""

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.kpis.book import book_of
from pacesetter.kpis.scorecard import scorecard as scorecard_of
from pacesetter.people.access import members_seen_in
from pacesetter.people.models import Member
from pacesetter.web.board.teams import team_behind
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.papers.paper import Paper, as_answer, paper_for
from pacesetter.web.papers.scorecard import draw_scorecard
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.scorecard.export import scorecard_export
from pacesetter.web.scorecard.history import History
from pacesetter.web.scorecard.rows import history_labels, only_seen, rows_in_words
from pacesetter.web.scorecard.score_lines import score_lines
from pacesetter.web.seen_periods import SeenPeriods
from pacesetter.web.swaps import page_or_part
from pacesetter.wording.numbers import percent
from pacesetter.wording.pace_words import thresholds_in_words
from pacesetter.wording.periods import LAST_TWELVE
from pacesetter.wording.standings import standing_in_words


@require_safe
@member_view
def scorecard(request: MemberRequest) -> HttpResponseBase:
    """One's own."""
    return _scorecard(request, request.member.pk)


@require_safe
@member_view
def member_scorecard(request: MemberRequest, member_id: int) -> HttpResponseBase:
    """Somebody's, where the viewer may see it."""
    return _scorecard(request, member_id)


def _scorecard(request: MemberRequest, member_id: int) -> HttpResponseBase:
    viewer = request.member
    book = book_of(viewer.organisation)
    asked_team = request.GET.get("team", "")
    others = {"team": asked_team} if asked_team else {}
    choice = chosen_period(request.GET, clock.today(viewer.zone()), book.calendar, others)
    period, now = choice.period, clock.now()
    # One's own needs no asking.
    seen = members_seen_in(viewer, period.starts_on, period.ends_on)
    member: Member = viewer if member_id == viewer.pk else seen.get(pk=member_id)
    team = team_behind(viewer, member, asked_team)
    whole = scorecard_of(book, member.pk, period, now, team_id=team.pk if team else None)
    made, shown = only_seen(whole, SeenPeriods(viewer, book))
    labels, label = history_labels(made), f"{choice.label} {team.name}" if team else choice.label
    if answer := exported(request, scorecard_export(made, labels, book.currency, label)):
        return answer
    queries = [choice.whole_query_to(one) for one in made.periods]
    rows = rows_in_words(made, History(labels, queries, shown), book.currency)
    standing = standing_in_words(made.standing, clock.time_zone(viewer.organisation.time_zone))
    if request.GET.get("format") == "pdf":
        organisation, words = viewer.organisation, thresholds_in_words(made.thresholds)
        said = (_("Scorecard"), choice.label, team and team.name, standing and standing.word)
        subtitle, last = " · ".join(str(part) for part in said if part), str(LAST_TWELVE[choice.period.kind])
        paper = Paper(
            member.name, subtitle, organisation.name, now, words, paper=paper_for(request, organisation.country)
        )
        draw_scorecard(paper, made, rows, last)
        return as_answer(paper, f"{member.name} {label}")
    context = {
        "choice": choice,
        "whose": member,
        "team": team,
        "is_own": member.pk == viewer.pk,
        "place": "scorecard" if member.pk == viewer.pk else "board",
        "sees_others": sees_others(viewer),
        "last_twelve": LAST_TWELVE[choice.period.kind],
        "rows": rows,
        "labels": labels,
        "score": "" if made.score is None else percent(made.score),
        "score_lines": () if made.score is None else score_lines(made),
        "score_cap": percent(made.score_cap),
        "thresholds": thresholds_in_words(made.thresholds),
        "standing": standing,
    }
    return page_or_part(request, "web/scorecard.html", "web/_scorecard.html", context)
