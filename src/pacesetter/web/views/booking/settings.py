"""One's own booking page: open it, change it, close it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities.models import ActivityType
from pacesetter.events import noting
from pacesetter.meetings.models import BookingPage
from pacesetter.meetings.verbs import close_booking_page, save_booking_page
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.booking import BookingPageForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said, refusals_shown


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def own_booking_page(request: MemberRequest) -> HttpResponse:
    """GET shows it, POST opens it or saves what was changed, DELETE closes it."""
    member = request.member
    if request.method == "DELETE":
        with refusals_said(request):
            with noting() as event_ids:
                close_booking_page(member, by=member)
            say_deed(request, _("Nobody can book with you any more. What is booked stays."), event_ids)
        return redirect("own_booking_page")
    page = BookingPage.objects.filter(member=member).select_related("activity_type", "organisation").first()
    types = list(ActivityType.objects.filter(category="meeting", archived_at__isnull=True))
    form = BookingPageForm(request.POST or None, member, page, types)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "activity_type"}
        with refusals_shown(form):
            with noting() as event_ids:
                save_booking_page(member, by=member, activity_type=form.chosen_type, **given)
            say_deed(request, _("Saved. Whoever has the link can book with you."), event_ids)
            return redirect("own_booking_page")
    link = ""
    if page is not None and page.is_open:
        link = request.build_absolute_uri(reverse("booking_page", args=[page.organisation.slug, page.slug]))
    facts = {"form": form, "link": link, "has_types": bool(types), "place": "profile"}
    return render(request, "web/booking/settings.html", facts)
