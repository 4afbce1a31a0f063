"""What is done to several to-dos at once."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacesetter.activities import verbs
from pacesetter.activities.each import Outcome, activities_to_change_for, each
from pacesetter.activities.models import Activity
from pacesetter.activities.snoozing import SnoozeTo, snoozed_to
from pacesetter.activities.undoing import Deed, due_state
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_ids
from pacesetter.web.day.endings_by_type import TypeEnding, endings_by_type
from pacesetter.web.day.handing_over import hand_over
from pacesetter.web.day.moments import read_day
from pacesetter.web.day.panels import refused
from pacesetter.web.day.saying import say_many, say_refused
from pacesetter.web.going_back import back_address, go_back
from pacesetter.web.member_view import MemberRequest, member_view

Change = Callable[[MemberRequest, list[Activity]], Outcome | HttpResponse]


@require_POST
@member_view
def to_do_changes(request: MemberRequest) -> HttpResponse:
    """POST does what `do` says to each `activity`, or asks what has to be known. One undo takes all of it back."""
    ids = written_ids(request.POST.getlist("activity"))
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
    if isinstance(outcome, HttpResponse):
        return outcome
    if outcome.steps:
        say_many(request, deed, request.member, outcome.steps)
    say_refused(request, outcome)
    return go_back(request, "to_dos")


def _complete(request: MemberRequest, activities: list[Activity]) -> Outcome | HttpResponse:
    """Where one of their types has outcomes, ask first how they ended, once for each type."""
    endings = endings_by_type(request.member, activities, request.POST)
    asked = bool(request.POST.get("ended"))
    if any(one.error if asked else one.outcomes for one in endings if one.outcomes):
        return _ask_how_they_ended(request, activities, endings, asked=asked)
    ended = {one.type_id: one.outcome for one in endings}
    return each(activities, lambda one: verbs.complete(one, by=request.member, outcome=ended[one.activity_type_id]))


def _ask_how_they_ended(
    request: MemberRequest, activities: list[Activity], endings: list[TypeEnding], *, asked: bool
) -> HttpResponse:
    context = {
        "activities": activities,
        "endings": endings,
        "asked": asked,
        "next": back_address(request, "to_dos"),
        "place": "to_dos",
    }
    response = render(request, "web/day/endings.html", context, status=422 if asked else 200)
    if request.htmx:
        # The question takes the place of the page, and not of the list.
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reselect"] = "#main > *"
        response.headers["HX-Reswap"] = "innerHTML show:window:top"
    return response


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
    return hand_over(request.member, activities, request.POST.get("owner", ""))


_CHANGES: dict[str, tuple[Deed, Change]] = {
    "complete": (Deed.COMPLETED, _complete),
    "cancel": (Deed.CANCELLED, _cancel),
    "move": (Deed.MOVED, _move),
    "hand_over": (Deed.HANDED_OVER, _hand_over),
}
