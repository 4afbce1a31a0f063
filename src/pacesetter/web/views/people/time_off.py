"""Who is off, month by month."""

from datetime import date

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.core.periods import Calendar, PeriodKind, period_holding
from pacesetter.kpis.book import book_of
from pacesetter.people.access import may_note_leave, members_looked_after_by
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.people.days_off import days_between, heading, lines_off, members_off
from pacesetter.web.people.drawn_days_off import drawn
from pacesetter.web.people.export import leave_export


@require_safe
@member_view
def time_off(request: MemberRequest) -> HttpResponseBase:
    """The days of a month, for everybody whom the viewer sees and who is off on one of them."""
    viewer = request.member
    today = clock.today(viewer.zone())
    # Months are the same in every calendar of ours.
    month = period_holding(PeriodKind.MONTH, _asked(request.GET.get("month", ""), today), Calendar(0, 1))
    if answer := exported(request, leave_export(viewer, month.starts_on, month.ends_on)):
        return answer
    book = book_of(viewer.organisation)
    page = page_of(request, members_off(viewer, month.starts_on, month.ends_on))
    search = request.GET.get("search", "").strip()
    facts = {
        "month": month,
        "previous": month.previous().starts_on,
        "next": month.next().starts_on,
        "today": today,
        "headings": [(day, *heading(day)) for day in days_between(month.starts_on, month.ends_on)],
        "page": page,
        "rows": drawn(lines_off(book, list(page), month.starts_on, month.ends_on)),
        "query": other_query(request),
        "sees_others": sees_others(viewer),
        "search": search,
        "found": members_looked_after_by(viewer).filter(name__icontains=search, archived_at__isnull=True)[:20]
        if search
        else (),
        "may_note_own": may_note_leave(viewer, viewer),
    }
    return render(request, "web/people/time_off.html", facts)


def _asked(text: str, today: date) -> date:
    try:
        asked = date.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    except ValueError:
        return today
    return asked if 2000 <= asked.year <= 2100 else today
