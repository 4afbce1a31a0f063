"""The page of one activity."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_for, get_activity_to_change_for, may_change
from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Series, Status
from pacesetter.core import clock
from pacesetter.crm.access import sees_company
from pacesetter.crm.phone import shown_phone
from pacesetter.web.customers.members import members_here
from pacesetter.web.day.after_call import address_after_call_of
from pacesetter.web.day.amounts import money_to_edit
from pacesetter.web.day.attendees import shown_meeting
from pacesetter.web.day.details import details_in_words
from pacesetter.web.day.due import due_in_words
from pacesetter.web.day.ended import endings_of
from pacesetter.web.day.history import history_in_words, moment_in_words
from pacesetter.web.day.job_order import JOB, shown_job_order
from pacesetter.web.day.lines import symbol_of
from pacesetter.web.day.saying import called
from pacesetter.web.day.series import shown_series
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.navigation import sees_others
from pacesetter.web.phone.calls import timing_of
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "DELETE"])
@member_view
def activity(request: MemberRequest, activity_id: int) -> HttpResponse:
    """What it is, who is in it, what happened to it, and what can be done. DELETE takes back that it was recorded."""
    if request.method == "DELETE":
        return _take_back(request, get_activity_to_change_for(request.member, activity_id))
    viewer = request.member
    row = get_activity_for(viewer, activity_id)
    contacts = [link.contact for link in row.contact_links.select_related("contact")]
    done = row.status == Status.COMPLETED
    context = {
        "activity": row,
        "title": called(row),
        "category": category_of(row.activity_type.category),
        "symbol": symbol_of(row.activity_type),
        "status": Status(row.status),
        "due": due_in_words(row, clock.today(viewer.zone()), viewer.zone()),
        "completed": moment_in_words(row.completed_at, viewer) if row.completed_at else "",
        "timing": timing_of(row),
        "minutes": row.minutes if done else row.planned_minutes,
        "value": money_to_edit(row.value_minor if done else row.planned_value_minor, viewer.organisation.currency),
        "currency": viewer.organisation.currency,
        "contacts": [
            (one, shown_phone(one.phone, viewer.organisation.country) if one.phone else "") for one in contacts
        ],
        "sees_company": row.company is not None and sees_company(viewer, row.company),
        "company_phone": shown_phone(row.company.phone, viewer.organisation.country)
        if row.company and row.company.phone
        else "",
        "details": details_in_words(row),
        "after_call": address_after_call_of(viewer, row),
        "participants": [link.member for link in row.participants.select_related("member")],
        "series": Series.objects.filter(occurrences__activity=row, stopped_at__isnull=True).first(),
        "meeting": shown_meeting(row),
        "meeting_series": shown_series(row) if row.activity_type.category == "meeting" else None,
        "job": shown_job_order(row) if JOB in category_of(row.activity_type.category).form_fields else None,
        "may_change": may_change(viewer, row),
        # Own ones go to any colleague, those of others to whom one looks after.
        "may_hand_over": (row.owner_id == viewer.pk or sees_others(viewer)) and len(members_here(viewer)) > 1,
        "ending": next(iter(endings_of(viewer, [row])), None),
        "happenings": history_in_words(viewer, row.pk),
        "place": "my_day",
    }
    return render(request, "web/day/activity.html", context)


def _take_back(request: MemberRequest, row: Activity) -> HttpResponse:
    with refusals_said(request):
        verbs.delete(row, by=request.member)
        messages.success(request, _("Taken back: %(activity)s.") % {"activity": called(row)})
    return go_back(request)
