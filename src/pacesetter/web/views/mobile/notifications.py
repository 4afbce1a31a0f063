"""What one is told, and on which devices."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.events import noting
from pacesetter.notifications.access import choices_of
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.push.logged_in import logged_in_among
from pacesetter.notifications.verbs import choose
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.notifications import NotificationForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_shown


@require_http_methods(["GET", "POST"])
@member_view
def notifications(request: MemberRequest) -> HttpResponse:
    """Show the choices and the devices, and save what was chosen."""
    member = request.member
    form = NotificationForm(choices_of(member), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                choose(member, by=member, **form.cleaned_data)
            say_deed(request, _("Saved."), event_ids)
            return redirect("notifications")
    devices = list(PushSubscription.objects.filter(member=member).select_related("member__user"))
    facts = {
        "form": form,
        "devices": devices,
        "logged_in": logged_in_among(devices),
        "push_key": settings.PUSH_KEY.public,
        "sends_mail": settings.SENDS_MAIL,
        "place": "profile",
    }
    return render(request, "web/mobile/notifications.html", facts)
