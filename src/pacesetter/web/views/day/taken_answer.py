"""An answer that is shown and not counted: take it as an attendee's own, or no longer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.written_ids import written_id
from pacesetter.meetings.access import get_answer_to_settle_for
from pacesetter.meetings.models import MeetingAnswer, MeetingAttendee
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.meetings.verbs import put_back_answer, take_answer
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_http_methods(["POST", "DELETE"])
@member_view
def taken_answer(request: MemberRequest, answer_id: int) -> HttpResponse:
    """POST counts it, for the `attendee` that is sent where it names none; DELETE takes that back."""
    answer = get_answer_to_settle_for(request.member, answer_id)
    with refusals_said(request):
        if request.method == "POST":
            taken = take_answer(answer, by=request.member, attendee=_chosen(request, answer))
            words = _("It counts as the answer of %(who)s.") % {"who": taken.attendee}
            say_with_undo(request, words, reverse("taken_answer", args=[answer.pk]))
        else:
            put_back_answer(answer, by=request.member)
            messages.success(request, _("The answer is shown, and no longer counted."))
    return redirect("activity", activity_id=activity_about(answer.meeting, answer.original_at).pk)


def _chosen(request: MemberRequest, answer: MeetingAnswer) -> MeetingAttendee | None:
    chosen = written_id(request.POST.get("attendee", ""))
    if answer.attendee_id is not None or chosen is None:
        return None
    return MeetingAttendee.objects.filter(meeting=answer.meeting_id, pk=chosen).first()
