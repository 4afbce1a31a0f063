"""The calendar: a month or a week of somebody's activities."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.core.periods import PeriodKind
from pacesetter.core.written_ids import written_id
from pacesetter.people.access import get_member_looked_after_by
from pacesetter.people.working_time import calendar_of
from pacesetter.web.customers.members import members_looked_after
from pacesetter.web.day.drawn_month import MonthDrawer
from pacesetter.web.day.month import days_of, weekday_labels
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.periods.choice import chosen_period
from pacesetter.web.swaps import page_or_part

_KINDS = (PeriodKind.WEEK, PeriodKind.MONTH)


@require_safe
@member_view
def calendar(request: MemberRequest) -> HttpResponse:
    """One's own, or that of somebody whom one looks after (`member`)."""
    viewer = request.member
    asked_for = written_id(request.GET.get("member", ""))
    whose = viewer if asked_for is None else get_member_looked_after_by(viewer, asked_for)
    today = clock.today(viewer.zone())
    rules = calendar_of(viewer.organisation)
    asked = request.GET.dict()
    if asked.get("period") not in _KINDS:
        asked["period"] = PeriodKind.MONTH.value
    others = {} if whose == viewer else {"member": str(whose.pk)}
    choice = chosen_period(asked, today, rules, others)
    others_query = f"&member={whose.pk}" if others else ""
    is_month = choice.period.kind is PeriodKind.MONTH
    drawer = MonthDrawer(is_month=is_month, back=request.get_full_path(), others=others_query)
    days = days_of(viewer, whose, choice.period, rules, today)
    # Of the kinds of periods only weeks and months make a calendar; they stand second and third.
    context = {
        "choice": choice,
        "kinds": choice.kinds()[1:3],
        "drawn_days": drawer.all(days, weekday_labels(rules)),
        "whose": whose,
        "is_own": whose == viewer,
        "owners": [one for one in members_looked_after(viewer) if one != viewer] if sees_others(viewer) else (),
        "others_query": others_query,
    }
    return page_or_part(request, "web/day/calendar.html", "web/day/_calendar.html", context)
