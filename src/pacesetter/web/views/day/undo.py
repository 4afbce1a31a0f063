"""The undo of what was done to some activities at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.undoing import undo_from
from pacesetter.core.refusal import Refusal
from pacesetter.web.day.panels import refused
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["DELETE"])
@member_view
def undo(request: MemberRequest, token: str) -> HttpResponse:
    """DELETE takes back what the token says that this member did."""
    try:
        found = undo_from(token, request.member)
        number = verbs.take_back(found, by=request.member)
    except Refusal as refusal:
        return refused(request, refusal)
    left = len(found.steps) - number
    text = ngettext("Undone.", "Undone for %(number)s to-dos.", number) % {"number": number}
    if left:
        text += " " + ngettext(
            "%(left)s has changed since and stays as it is.", "%(left)s have changed since and stay as they are.", left
        ) % {"left": left}
    messages.success(request, text)
    return go_back(request)
