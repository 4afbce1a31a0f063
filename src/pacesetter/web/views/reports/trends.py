"""Trends: one KPI over periods, a few lines compared."""

from collections.abc import Mapping
from itertools import groupby

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.core.periods import last_periods
from pacesetter.kpis.book import book_of
from pacesetter.kpis.trend import trend
from pacesetter.people.access import ids_seen_by, ids_seen_in
from pacesetter.web.board.teams import teams_shown_to
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.seen_periods import SeenPeriods
from pacesetter.web.swaps import page_or_part
from pacesetter.web.trends.asked import AVERAGES, LENGTHS, MOST_LINES, AskedTrend, Choosable, asked_trend, choosable
from pacesetter.web.trends.behind import behind_figures
from pacesetter.web.trends.drawn import drawn, only_seen, trend_export
from pacesetter.wording.amounts import unit


@require_safe
@member_view
def trends(request: MemberRequest) -> HttpResponseBase:
    """Lines of those whom the viewer may see, with a chart and a table that says the same."""
    viewer, now = request.member, clock.now()
    book = book_of(viewer.organisation)
    today = clock.today(viewer.zone())
    period = chosen_period(request.GET, today, book.calendar).period
    now_seen = ids_seen_in(viewer, period.starts_on, period.ends_on)
    # Who sees everyone sees them at any time, and they are read already.
    seen = now_seen if viewer.sees_everyone else ids_seen_by(viewer)
    teams = teams_shown_to(viewer)
    offered = choosable(book, seen, teams, viewer.pk, set(now_seen), everybody=viewer.sees_everyone)
    asked = asked_trend(request.GET, book, offered)
    choice = chosen_period(request.GET, today, book.calendar, asked.query)
    context: dict[str, object] = {
        "choice": choice,
        "asked": asked,
        "kpis": [kpi for kpi in book.kpis.values() if not kpi.is_archived],
        "choices": _choices(offered, asked),
        "lengths": LENGTHS,
        "averages": AVERAGES,
    }
    if asked.kpi:
        run = last_periods(choice.period, asked.length)
        names = [line.name for line in asked.lines]
        find = behind_figures(SeenPeriods(viewer, book), asked.kpi, choice)
        whole = trend(book, asked.kpi.id, run, [line.whose for line in asked.lines], now)
        lines = only_seen(asked.lines, whole, run, find)
        if answer := exported(request, trend_export(asked.kpi, names, lines, run, asked.average)):
            return answer
        context |= {
            "unit": unit(asked.kpi, book.currency),
            "is_empty": not any(figure for line in lines for figure in line),
            "drawn": drawn(asked.kpi, asked.lines, lines, run, asked.average, find),
        }
    return page_or_part(request, "web/trends.html", "web/_trends.html", context)


def _choices(offered: list[Choosable], asked: AskedTrend) -> list[Mapping[str, object]]:
    """The lists to choose lines from: one for each line there is, and one more while there may be."""
    groups = [(label, list(lines)) for label, lines in groupby(offered, key=lambda one: one.group)]
    keys = [line.key for line in asked.lines]
    keys += [""] if len(keys) < MOST_LINES and len(offered) > len(keys) else []
    return [{"number": place, "key": key, "groups": groups} for place, key in enumerate(keys, start=1)]
