"""Another time or place that an attendee proposed: take it, or let it stay."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.meetings.access import get_answer_to_settle_for
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.meetings.verbs import accept_proposal, decline_proposal
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["POST", "DELETE"])
@member_view
def proposal(request: MemberRequest, answer_id: int) -> HttpResponse:
    """POST moves the meeting there, DELETE says no."""
    answer = get_answer_to_settle_for(request.member, answer_id)
    with refusals_said(request):
        if request.method == "POST":
            taken = accept_proposal(answer, by=request.member)
            moved = _("The meeting is moved. Everybody is asked anew.")
            told = _("The place is changed. Everybody is told.")
            messages.success(request, moved if taken.proposed_starts_at else told)
        else:
            decline_proposal(answer, by=request.member)
            messages.success(request, _("It stays as it is, and whoever proposed something else is told."))
    return redirect("activity", activity_id=activity_about(answer.meeting, answer.original_at).pk)
