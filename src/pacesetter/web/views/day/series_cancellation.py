"""The rest of a series: cancelled, or taken up again."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities.access import get_activity_to_change_for, require_may_record_for
from pacesetter.meetings.series.occurrences import occurrence_of
from pacesetter.meetings.together import with_words
from pacesetter.meetings.verbs import cancel_following, cancel_series, resume_series
from pacesetter.web.day.repeats import Scope
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_http_methods(["POST", "DELETE"])
@member_view
def series_cancellation(request: MemberRequest, activity_id: int) -> HttpResponse:
    """POST cancels this meeting and those that follow, or all that are to come (`scope`), with a word (`words`) to
    attendees; DELETE takes that back."""
    activity = get_activity_to_change_for(request.member, activity_id)
    occurrence = occurrence_of(activity)
    if occurrence is None:
        raise Http404
    with refusals_said(request):
        require_may_record_for(request.member, occurrence.series.owner)
        if request.method == "DELETE":
            resume_series(occurrence.series, by=request.member)
            messages.success(request, _("The series goes on. Attendees are asked again."))
        else:
            with with_words(request.POST.get("words", "")):
                if request.POST.get("scope") == Scope.ALL:
                    cancel_series(occurrence.series, by=request.member)
                    said = _("All meetings that were to come are cancelled.")
                else:
                    cancel_following(occurrence, by=request.member)
                    said = _("This and the following meetings are cancelled.")
            say_with_undo(request, said, reverse("series_cancellation", args=[activity.pk]))
    return go_back(request)
