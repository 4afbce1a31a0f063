"""Whose a to-do is: hand it over to a colleague."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities.access import activities_seen_by, get_activity_to_change_for
from pacesetter.activities.models import Activity
from pacesetter.activities.undoing import Deed, undo_of
from pacesetter.core.refusal import Refusal
from pacesetter.web.customers.members import member_names, member_options
from pacesetter.web.day.handing_over import hand_over
from pacesetter.web.day.panels import panel
from pacesetter.web.day.saying import called, say_undoable
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["GET", "POST"])
@member_view
def activity_owner(request: MemberRequest, activity_id: int) -> HttpResponse:
    """GET asks to whom, POST hands it over."""
    activity = get_activity_to_change_for(request.member, activity_id)
    if request.method == "GET":
        return _ask(request, activity)
    try:
        outcome = hand_over(request.member, [activity], request.POST.get("owner", ""))
    except Refusal as refusal:
        return _ask(request, activity, refusal.message)
    if outcome.refused:
        return _ask(request, activity, " ".join(outcome.reasons))
    said = _("%(name)s has it now: %(activity)s.") % {
        "name": member_names(request.member)[activity.owner_id],
        "activity": called(activity),
    }
    say_undoable(request, said, undo_of(request.member, Deed.HANDED_OVER, outcome.steps))
    if not activities_seen_by(request.member).filter(pk=activity.pk).exists():
        # Its own page is not theirs to see any more.
        return redirect("to_dos")
    return go_back(request)


def _ask(request: MemberRequest, activity: Activity, refusal: str = "") -> HttpResponse:
    context = {
        "activity": activity,
        "title": called(activity),
        "colleagues": member_options(request.member, request.POST.get("owner", "")),
        "refusal": refusal,
    }
    return panel(request, "web/day/_owner.html", activity.pk, context, status=422 if refusal else 200)
