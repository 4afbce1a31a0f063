"""The next step after a completed activity: plan what is suggested, or take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.web.day.next_step import say_step_taken
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["POST", "DELETE"])
@member_view
def activity_next_step(request: MemberRequest, activity_id: int) -> HttpResponse:
    """POST plans it, DELETE takes it back."""
    activity = get_activity_to_change_for(request.member, activity_id)
    with refusals_said(request):
        if request.method == "DELETE":
            verbs.drop_next_step(activity, by=request.member)
            messages.success(request, _("The next step is taken back."))
        else:
            planned = verbs.take_next_step(activity, by=request.member)
            say_step_taken(request, activity, planned, request.member)
    return go_back(request)
