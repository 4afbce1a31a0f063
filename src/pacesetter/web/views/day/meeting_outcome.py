"""How a meeting went: held, no-show, or called off, with one press."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.models import Status
from pacesetter.activities.undoing import Deed
from pacesetter.meetings.verbs import settle_outcome
from pacesetter.web.day.next_step import say_next_step
from pacesetter.web.day.saying import say_done
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_POST
@member_view
def meeting_outcome(request: MemberRequest, activity_id: int) -> HttpResponse:
    """POST settles it by `went`. It is taken back as every completion and cancellation is."""
    activity = get_activity_to_change_for(request.member, activity_id)
    with refusals_said(request):
        settle_outcome(activity, by=request.member, went=request.POST.get("went", ""))
        if activity.status == Status.CANCELLED:
            say_done(request, Deed.CANCELLED, activity)
        else:
            say_done(request, Deed.COMPLETED, activity)
            say_next_step(request, activity, request.member)
    return go_back(request)
