"""The undo of what one press changed: a form of an activity, a company, a profile, a setting."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.meetings.together import told_together
from pacesetter.web.day.panels import refused
from pacesetter.web.deeds import deed_from, take_deed_back
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["DELETE"])
@member_view
def deed(request: MemberRequest, deed_token: str) -> HttpResponse:
    """DELETE takes back what the token says that this member did."""
    try:
        with told_together():
            take_deed_back(deed_from(deed_token, request.member), by=request.member)
    except NotAllowed:
        raise
    except Refusal as refusal:
        return refused(request, refusal)
    messages.success(request, _("Undone."))
    return go_back(request)
