"""The deletion of an activity: make it, or take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.undoing import Deed
from pacesetter.web.day.saying import called, say_done
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["POST", "DELETE"])
@member_view
def activity_deletion(request: MemberRequest, activity_id: int) -> HttpResponse:
    """POST deletes the activity, DELETE restores it."""
    activity = get_activity_to_change_for(request.member, activity_id)
    with refusals_said(request):
        if request.method == "DELETE":
            verbs.restore(activity, by=request.member)
            messages.success(request, _("Back again: %(activity)s.") % {"activity": called(activity)})
        else:
            verbs.delete(activity, by=request.member)
            say_done(request, Deed.DELETED, activity)
    return go_back(request)
