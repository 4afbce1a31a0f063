"""Calls that wait for somebody to say who it was."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.telephony.access import calls_to_settle
from pacesetter.telephony.unreadable import unreadable_reports
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import page_of
from pacesetter.web.phone.calls import shown_call


@require_safe
@member_view
def calls(request: MemberRequest) -> HttpResponse:
    """One's own and those of members whom one may see, the latest first."""
    page = page_of(request, calls_to_settle(request.member))
    lines = [shown_call(call, request.member) for call in page]
    # Who can do something about them hears of it where calls are looked for.
    unreadable = unreadable_reports(clock.now()).count() if request.member.is_administrator else 0
    context = {"page": page, "lines": lines, "unreadable": unreadable, "place": "my_day"}
    return render(request, "web/phone/calls.html", context)
