"""The cancellation of a to-do: make it, or take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.undoing import Deed
from pacesetter.meetings.together import with_words
from pacesetter.web.day.saying import called, say_done
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["POST", "DELETE"])
@member_view
def activity_cancellation(request: MemberRequest, activity_id: int) -> HttpResponse:
    """POST cancels, with a word (`words`) to whoever was asked to come; DELETE reopens."""
    activity = get_activity_to_change_for(request.member, activity_id)
    with refusals_said(request):
        if request.method == "DELETE":
            verbs.reopen(activity, by=request.member)
            messages.success(request, _("Open again: %(activity)s.") % {"activity": called(activity)})
        else:
            with with_words(request.POST.get("words", "")):
                verbs.cancel(activity, by=request.member)
            say_done(request, Deed.CANCELLED, activity)
    return go_back(request)
