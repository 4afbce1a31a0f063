"""The public booking page of a member: free times, and the form that takes one."""

import secrets
from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.core.refusal import Refusal
from pacesetter.meetings.bookings import page_at
from pacesetter.meetings.models import BookingPage
from pacesetter.meetings.verbs import Visit, book
from pacesetter.tenancy.scope import scope
from pacesetter.web.booking.times import as_sent, free_days, minutes_asked, time_asked, time_words, zone_asked
from pacesetter.web.forms.booking import VisitForm
from pacesetter.web.forms.refusals import show_refusal

_MOST_TYPED = 5000  # characters of one field; more is refused in any case
# What a refusal means to a browser. A person sees the page either way.
_STATUS = {"taken": 409, "too_many": 429, "closed": 410}


@never_cache
@require_safe
def booking_page(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """The free times of a week. Nothing is told of why others are not."""
    page = _page(organisation, slug)
    with scope(page.organisation):
        return _times(request, page)


@never_cache
@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest, organisation: str, slug: str) -> HttpResponse:
    """GET asks who comes at the time that was chosen, POST books it. Where the visitor first looks for another time, or
    has chosen one (`do`), it books nothing and keeps what was typed."""
    page, starts_at = _page(organisation, slug), time_asked(request)
    with scope(page.organisation):
        if request.POST.get("do") == "look":
            return _times(request, page, kept=_typed(request))
        if starts_at is None:
            return redirect("booking_page", organisation=organisation, slug=slug)
        zone, minutes = zone_asked(request, page), minutes_asked(request, page)
        is_chosen = request.POST.get("do") == "choose"
        form = VisitForm(initial=_typed(request)) if is_chosen else VisitForm(request.POST or None)
        secret = request.POST.get("key") or secrets.token_urlsafe(32)
        status = 200
        if request.method == "POST" and not is_chosen:
            status = 422
            # A field that no person sees. Whoever fills it in is told what persons are told, and books nothing.
            if request.POST.get("website"):
                return redirect("booking_page", organisation=organisation, slug=slug)
            if form.is_valid():
                given = Visit(
                    starts_at,
                    minutes,
                    zone=zone.key,
                    came_from=request.META.get("REMOTE_ADDR", ""),
                    **form.cleaned_data,
                )
                try:
                    book(page, given, secret=secret, link_to=_link)
                except Refusal as refusal:
                    if refusal.code == "taken":
                        alert = _("This time has just been taken. Choose another; what you have written is kept.")
                        return _times(request, page, alert, status=409, kept=_typed(request))
                    show_refusal(form, refusal)
                    status = _STATUS.get(refusal.code, 422)
                else:
                    return redirect("booking", secret=secret)
        facts = {
            "page": page,
            "form": form,
            "when": time_words(starts_at, zone),
            "zone": zone.key,
            "minutes": minutes,
            "at": as_sent(starts_at),
            "key": secret,
        }
        return render(request, "web/booking/visit.html", facts, status=status)


def _typed(request: HttpRequest) -> dict[str, str]:
    """What the visitor has written so far, and the key of the form, by which it books once."""
    return {name: request.POST.get(name, "")[:_MOST_TYPED] for name in (*VisitForm.base_fields, "key")}


def _times(
    request: HttpRequest,
    page: BookingPage,
    alert: str = "",
    status: int = 200,
    kept: Mapping[str, str] | None = None,
) -> HttpResponse:
    minutes = minutes_asked(request, page)
    facts = {
        "page": page,
        "minutes": minutes,
        "free": free_days(request, page, minutes),
        "take": reverse("visit", args=[page.organisation.slug, page.slug]),
        "here": reverse("booking_page", args=[page.organisation.slug, page.slug]),
        "alert": alert,
        "kept": kept,
    }
    return render(request, "web/booking/page.html", facts, status=status)


def _page(organisation: str, slug: str) -> BookingPage:
    page = page_at(organisation, slug)
    if page is None:
        raise Http404
    return page


def _link(secret: str) -> str:
    return f"{settings.PUBLIC_URL}{reverse('booking', args=[secret])}"
