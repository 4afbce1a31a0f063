"""What is done to several to-dos at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from pacesetter.activities import verbs
from pacesetter.activities.access import require_may_record_for
from pacesetter.activities.each import Outcome, activities_to_change_for, each
from pacesetter.activities.models import Activity
from pacesetter.activities.snoozing import SnoozeTo, snoozed_to
from pacesetter.activities.undoing import Deed, due_state, owner_state
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.people.access import get_member_looked_after_by
from pacesetter.people.models import Member
from pacesetter.web.day.moments import read_day
from pacesetter.web.day.panels import refused
from pacesetter.web.day.saying import say_many
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view

Change = Callable[[MemberRequest, list[Activity]], Outcome]


@require_POST
@member_view
def to_do_changes(request: MemberRequest) -> HttpResponse:
    """POST does what `do` says to each `activity`; one undo takes all of it back."""
    ids = [int(written) for written in request.POST.getlist("activity") if written.isdigit() and len(written) < 18]
    activities = activities_to_change_for(request.member, ids)
    deed, change = _CHANGES.get(request.POST.get("do", ""), (None, None))
    if deed is None or change is None:
        return refused(request, Refusal(_("Choose what to do with them.")))
    if not activities:
        return refused(request, Refusal(_("Choose at least one to-do.")))
    try:
        outcome = change(request, activities)
    except Refusal as refusal:
        return refused(request, refusal)
    if outcome.steps:
        say_many(request, deed, request.member, outcome.steps)
    if outcome.refused:
        count = ngettext("%(number)s to-do stays as it is.", "%(number)s to-dos stay as they are.", outcome.refused) % {
            "number": outcome.refused
        }
        messages.warning(request, f"{count} {' '.join(outcome.reasons)}")
    return go_back(request, "to_dos")


def _complete(request: MemberRequest, activities: list[Activity]) -> Outcome:
    return each(activities, lambda activity: verbs.complete(activity, by=request.member))


def _cancel(request: MemberRequest, activities: list[Activity]) -> Outcome:
    return each(activities, lambda activity: verbs.cancel(activity, by=request.member))


def _move(request: MemberRequest, activities: list[Activity]) -> Outcome:
    choice, by = request.POST.get("to", ""), request.member
    if choice in SnoozeTo.values:
        # The same day for all to-dos of one owner, worked out once.
        owners = {activity.owner_id: activity.owner for activity in activities}
        days = {pk: snoozed_to(SnoozeTo(choice), owner, clock.today(owner.zone())) for pk, owner in owners.items()}
        return each(activities, lambda one: verbs.snooze(one, by=by, until=days[one.owner_id]), due_state)
    day = read_day(request.POST.get("due_on", ""))
    if day is None:
        raise Refusal(_("Choose the new day."))
    return each(activities, lambda one: verbs.snooze(one, by=by, until=day), due_state)


def _hand_over(request: MemberRequest, activities: list[Activity]) -> Outcome:
    written = request.POST.get("owner", "")
    if not written.isdigit():
        raise Refusal(_("Choose who takes them over."))
    to: Member = get_member_looked_after_by(request.member, int(written))
    require_may_record_for(request.member, to)
    return each(activities, lambda one: verbs.edit(one, by=request.member, owner=to), owner_state)


_CHANGES: dict[str, tuple[Deed, Change]] = {
    "complete": (Deed.COMPLETED, _complete),
    "cancel": (Deed.CANCELLED, _cancel),
    "move": (Deed.MOVED, _move),
    "hand_over": (Deed.HANDED_OVER, _hand_over),
}
