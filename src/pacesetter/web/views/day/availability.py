"""Who is free when, for the form of a meeting: the part that htmx fetches as the form changes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.web.day.availability import availability_sent
from pacesetter.web.member_view import MemberRequest, member_view

_USUAL_MINUTES = 30


@require_safe
@member_view
def availability(request: MemberRequest) -> HttpResponse:
    """For the day, time, length and people of the address. Whoever belongs to the organisation may ask about every
    colleague: it tells that a time is taken, and not by what."""
    found = availability_sent(request.member, request.GET, usual_minutes=_USUAL_MINUTES)
    return render(request, "web/day/_availability.html", {"availability": found})
