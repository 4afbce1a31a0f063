"""What a visitor booked, by the link in the invitation: seen, moved, cancelled."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.bookings import booking_of
from pacesetter.meetings.models import Booking
from pacesetter.meetings.state import length_of
from pacesetter.meetings.verbs import cancel_booking, move_booking
from pacesetter.meetings.verbs.change_booking import can_change
from pacesetter.tenancy.scope import scope
from pacesetter.web.booking.times import free_days, time_asked, time_words
from pacesetter.web.secret_address import keep_address


@never_cache
@require_http_methods(["GET", "DELETE"])
def booking(request: HttpRequest, secret: str) -> HttpResponse:
    """GET says what was booked, DELETE calls it off."""
    found = _booking(secret)
    with scope(found.organisation):
        if request.method == "DELETE":
            try:
                cancel_booking(found)
            except Refusal as refusal:
                messages.error(request, refusal.message)
            return keep_address(redirect("booking", secret=secret))
        return keep_address(render(request, "web/booking/booking.html", _facts(found, secret)))


@never_cache
@require_http_methods(["GET", "POST"])
def booking_time(request: HttpRequest, secret: str) -> HttpResponse:
    """GET offers other times, POST takes one."""
    found = _booking(secret)
    with scope(found.organisation):
        if not can_change(found.activity) or not found.page.is_open:
            return keep_address(redirect("booking", secret=secret))
        starts_at, status = time_asked(request), 200
        if request.method == "POST" and starts_at is not None:
            try:
                move_booking(found, starts_at=starts_at)
            except Refusal as refusal:
                messages.error(request, refusal.message)
                status = 409
            else:
                messages.success(request, _("The meeting is moved. You get the change by e-mail."))
                return keep_address(redirect("booking", secret=secret))
        length = length_of(found.activity)
        here = reverse("booking_time", args=[secret])
        facts = _facts(found, secret) | {
            "minutes": length,
            "free": free_days(request, found.page, length, but=found.activity_id),
            "here": here,
            "take": here,
        }
        return keep_address(render(request, "web/booking/times.html", facts, status=status))


def _booking(secret: str) -> Booking:
    found = booking_of(secret)
    if found is None:
        raise Http404
    return found


def _facts(found: Booking, secret: str) -> dict[str, object]:
    activity = found.activity
    zone = clock.time_zone(found.zone)
    return {
        "booking": found,
        "page": found.page,
        "secret": secret,
        "when": time_words(activity.due_at, zone) if activity.due_at else "",
        "zone": zone.key,
        "minutes": length_of(activity),
        "place": activity.details.get("place", ""),
        "video": activity.details.get("video_url", ""),
        "is_off": activity.status == "cancelled" or activity.deleted_at is not None,
        "can_change": can_change(activity),
        "can_move": can_change(activity) and found.page.is_open,
    }
