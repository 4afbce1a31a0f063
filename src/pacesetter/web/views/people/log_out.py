"""Log out, and leave nothing behind on the device."""

from typing import Any

from allauth.account.views import LogoutView
from django.http import HttpRequest, HttpResponse

from pacesetter.notifications.models import PushSubscription
from pacesetter.notifications.verbs import unsubscribe
from pacesetter.people.models import Member


class LogOut(LogoutView):  # type: ignore[misc]
    """GET asks, POST does it.

    What the browser keeps of the pages, and what waits there to be sent, is erased with the answer, unless the form
    says `keep`: leaving.js asks where something waits. `endpoint` is the browser's own, which gets no notifications
    from then on.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member: Member | None = getattr(request, "member", None)
        if member is not None:
            for known in PushSubscription.objects.filter(member=member, endpoint=request.POST.get("endpoint", "")):
                unsubscribe(known, by=member)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        if request.POST.get("keep") != "yes":
            answer.headers["Clear-Site-Data"] = '"storage"'
        return answer
