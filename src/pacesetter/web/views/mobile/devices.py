"""The devices on which one gets notifications."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.notifications.access import get_subscription_for
from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.push.notice import Notice, Subject
from pacesetter.notifications.push.telling import tell
from pacesetter.notifications.verbs import subscribe, unsubscribe
from pacesetter.tenancy.addresses import within
from pacesetter.web.changing import done_if_sure
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.templatetags.browser import browser

# Whoever tries it looks at the device right now.
_TRIAL = timedelta(minutes=5)


@require_http_methods(["POST", "DELETE"])
@member_view
def devices(request: MemberRequest) -> HttpResponse:
    """The browser that asks: POST turns notifications on there (201, or 422 with words), DELETE off (204).

    POST with `instead_of` says that the browser has another subscription now, or is logged in anew; it is refused (409)
    where notifications were turned off there meanwhile.
    """
    member = request.member
    endpoint = request.POST.get("endpoint", "")
    if request.method == "DELETE":
        for known in PushSubscription.objects.filter(member=member, endpoint=endpoint):
            unsubscribe(known, by=member)
        return HttpResponse(status=204)
    before = request.POST.get("instead_of")
    if before and not PushSubscription.objects.filter(member=member, endpoint=before).exists():
        return JsonResponse({"message": _("Notifications were turned off on this device."), "code": "off"}, status=409)
    try:
        subscribe(
            member,
            by=member,
            endpoint=endpoint,
            public=request.POST.get("p256dh", ""),
            auth=request.POST.get("auth", ""),
            user_agent=request.headers.get("User-Agent", ""),
            session_key=request.session.session_key or "",
        )
    except NotAllowed:
        raise
    except Refusal as refusal:
        return JsonResponse({"message": refusal.message, "code": refusal.code}, status=422)
    if before and before != endpoint:
        PushSubscription.objects.filter(member=member, endpoint=before).delete()
    return JsonResponse({}, status=201)


@require_http_methods(["DELETE"])
@member_view
def device(request: MemberRequest, device_id: int) -> HttpResponse:
    """Turn notifications off on one of one's own devices, from wherever one is, once it is sure."""
    found = get_subscription_for(request.member, device_id)
    return done_if_sure(
        request,
        lambda: unsubscribe(found, by=request.member),
        what=_("Turn notifications off on %(device)s?") % {"device": browser(found.user_agent)},
        loss=_("They can be turned on again on that device alone."),
        deed=_("Turn off"),
        done=_("That device gets no more notifications."),
        back=reverse("notifications"),
    )


@require_POST
@member_view
def trial(request: MemberRequest) -> HttpResponse:
    """Send a notification to all of one's own devices, whatever the hour."""
    now = clock.now()
    notice = Notice(
        key=f"trial:{uuid4().hex}",
        subject=Subject.TRIAL,
        title="Pacesetter",
        body=_("Notifications arrive on this device."),
        path=within("/profile/notifications/"),
        lasts_until=now + _TRIAL,
    )
    if tell(request.member, notice, now):
        messages.success(request, _("A notification is on its way to your devices."))
    else:
        messages.warning(request, _("Notifications are not turned on on any device yet."))
    return redirect("notifications")
