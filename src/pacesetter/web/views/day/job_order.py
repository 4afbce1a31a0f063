"""The job of an activity: say which client it is for, try again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.job_systems.verbs import ask_again, choose_client
from pacesetter.integrations.models import JobOrder
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_POST
@member_view
def job_client(request: MemberRequest, activity_id: int) -> HttpResponse:
    """POST `client`: one of those offered, or "new"."""
    chosen = request.POST.get("client", "")

    def choose(order: JobOrder) -> object:
        if not chosen:
            raise Refusal(_("Choose one of the clients."), field="client")
        return choose_client(order, client_id="" if chosen == "new" else chosen)

    return _done(request, activity_id, choose)


@require_POST
@member_view
def job_retry(request: MemberRequest, activity_id: int) -> HttpResponse:
    """Try again what failed."""
    return _done(request, activity_id, ask_again)


def _done(request: MemberRequest, activity_id: int, act: Callable[[JobOrder], Any]) -> HttpResponse:
    activity = get_activity_to_change_for(request.member, activity_id)
    order = JobOrder.objects.get(activity=activity)
    with refusals_said(request):
        act(order)
        messages.success(request, _("The job is being sent. Look again in a moment."))
    return redirect("activity", activity_id=activity.pk)
