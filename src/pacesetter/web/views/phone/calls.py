"""Calls that wait for somebody to say who it was."""

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.core import clock
from pacesetter.telephony.access import calls_to_settle
from pacesetter.telephony.unreadable import unreadable_reports
from pacesetter.web.exports import exported
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import page_of
from pacesetter.web.phone.calls import shown_call
from pacesetter.web.phone.export import call_export


@require_safe
@member_view
def calls(request: MemberRequest) -> HttpResponseBase:
    """One's own and those of members whom one may see, the latest first."""
    waiting = calls_to_settle(request.member)
    if answer := exported(request, call_export(request.member, waiting)):
        return answer
    page = page_of(request, waiting)
    lines = [shown_call(call, request.member) for call in page]
    # Who can do something about them hears of it where calls are looked for.
    unreadable = unreadable_reports(clock.now()).count() if request.member.is_administrator else 0
    context = {"page": page, "lines": lines, "unreadable": unreadable, "place": "my_day"}
    return render(request, "web/phone/calls.html", context)
