"""The series of a meeting: all of its meetings; taken back where it was planned by mistake."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities.access import (
    get_activity_for,
    get_activity_to_change_for,
    may_change,
    require_may_record_for,
)
from pacesetter.meetings.models import MeetingSeries
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.verbs import take_back_series
from pacesetter.web.day.saying import called
from pacesetter.web.day.series import meetings_of, shown_series
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import page_of
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "DELETE"])
@member_view
def activity_series(request: MemberRequest, activity_id: int) -> HttpResponse:
    """GET shows the meetings, those that are no activities yet too. DELETE takes back that they were planned."""
    if request.method == "DELETE":
        return _take_back(request, activity_id)
    activity = get_activity_for(request.member, activity_id)
    series = _series_of(activity_id)
    page = page_of(request, starts_of(series))
    context = {
        "activity": activity,
        "title": called(activity),
        "series": shown_series(activity),
        "meetings": meetings_of(series, request.member, activity.pk, list(page)),
        "page": page,
        "may_change": may_change(request.member, activity),
        "place": "my_day",
    }
    return render(request, "web/day/series.html", context)


def _take_back(request: MemberRequest, activity_id: int) -> HttpResponse:
    activity = get_activity_to_change_for(request.member, activity_id)
    series = _series_of(activity_id)
    with refusals_said(request):
        require_may_record_for(request.member, series.owner)
        take_back_series(series, by=request.member)
        messages.success(request, _("Taken back: %(activity)s.") % {"activity": called(activity)})
    return go_back(request)


def _series_of(activity_id: int) -> MeetingSeries:
    row = MeetingSeries.objects.filter(occurrences__activity=activity_id).first()
    if row is None:
        raise Http404
    return row
