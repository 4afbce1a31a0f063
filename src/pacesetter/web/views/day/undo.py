"""The undo of what was done to some activities at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.undoing import undo_from
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["DELETE"])
@member_view
def undo(request: MemberRequest, token: str) -> HttpResponse:
    """DELETE takes back what the token says that this member did."""
    with refusals_said(request):
        found = undo_from(token, request.member)
        number = verbs.take_back(found, by=request.member)
        messages.success(request, _words(number, len(found.steps) - number))
    return go_back(request)


def _words(number: int, left: int) -> str:
    text = ngettext("Undone.", "Undone for %(number)s to-dos.", number) % {"number": number}
    if not left:
        return text
    return f"{text} " + ngettext(
        "%(left)s has changed since and stays as it is.", "%(left)s have changed since and stay as they are.", left
    ) % {"left": left}
