"""Ask everybody of a meeting anew, or try again to tell them, where the calendar that it was sent from has failed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.meetings.verbs import ask_anew, tell_again
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_POST
@member_view
def meeting_request(request: MemberRequest, activity_id: int) -> HttpResponse:
    """Send new requests; with `again` the last change once more."""
    activity = get_activity_to_change_for(request.member, activity_id)
    with refusals_said(request):
        if request.POST.get("again"):
            tell_again(activity, by=request.member)
            messages.success(request, _("It is tried again. The page says so if that fails too."))
            return redirect("activity", activity_id=activity.pk)
        ask_anew(activity, by=request.member)
        messages.success(request, _("Everybody is asked anew. Delete the old event, if it is still in your calendar."))
    return redirect("activity", activity_id=activity.pk)
