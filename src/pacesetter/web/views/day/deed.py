"""The undo of what one press changed: a form of an activity, a company, a profile, a setting."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.meetings.together import told_together
from pacesetter.web.deeds import deed_from, take_deed_back
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["DELETE"])
@member_view
def deed(request: MemberRequest, deed_token: str) -> HttpResponse:
    """DELETE takes back what the token says that this member did."""
    with refusals_said(request):
        with told_together():
            take_deed_back(deed_from(deed_token, request.member), by=request.member)
        messages.success(request, _("Undone."))
    return go_back(request)
