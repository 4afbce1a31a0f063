"""The calendar feed: what a calendar program reads by its link, and where a member makes and ends that link."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.meetings.feeds import content_of, feed_of
from pacesetter.meetings.models import CalendarFeed
from pacesetter.meetings.verbs import end_feed, renew_feed
from pacesetter.tenancy.scope import scope
from pacesetter.web.asking import asked
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What its member has planned, for whoever has the link; "not modified" where the reader has it already."""
    found = feed_of(secret)
    if found is None:
        raise Http404
    with scope(found.organisation):
        content = content_of(found.member)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    answer: HttpResponse = get_conditional_response(request, etag=etag, response=response) or response
    # For this reader alone, and asked for anew each time: plans change, and a link can be ended.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def own_feed(request: MemberRequest) -> HttpResponse:
    """GET says whether there is a link, POST makes one and shows it this once, DELETE ends it. Both ask first where
    one works."""
    member, link = request.member, ""
    has_link = CalendarFeed.objects.filter(member=member).exists()
    if request.method != "GET" and has_link and (question := _sure(request)) is not None:
        return question
    if request.method == "DELETE":
        with refusals_said(request):
            end_feed(member, by=member)
            messages.success(request, _("The link to your calendar works no longer."))
        return redirect("own_feed")
    if request.method == "POST":
        link = request.build_absolute_uri(reverse("calendar_feed", args=[renew_feed(member, by=member).secret]))
    facts = {"feed": CalendarFeed.objects.filter(member=member).first(), "link": link, "place": "profile"}
    response = render(request, "web/people/calendar_feed.html", facts)
    response.headers["Cache-Control"] = "no-store"
    return response


def _sure(request: MemberRequest) -> HttpResponse | None:
    ends = request.method == "DELETE"
    return asked(
        request,
        what=_("End the link to your calendar?") if ends else _("Make another link to your calendar?"),
        loss=_("The link there is works no longer. Calendars that follow it get nothing new."),
        deed=_("End the link") if ends else _("Make another link"),
        back=reverse("own_feed"),
    )
