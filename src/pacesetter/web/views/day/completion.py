"""The completion of an activity: make it, or take it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import Activity, Outcome, StepMode
from pacesetter.activities.undoing import Deed
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.web.day.amounts import read_minutes
from pacesetter.web.day.lines import outcomes_of, symbol_of
from pacesetter.web.day.next_step import asked_words, say_next_step, say_step_taken, steps_of
from pacesetter.web.day.panels import panel
from pacesetter.web.day.saying import called, say_done
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def activity_completion(request: MemberRequest, activity_id: int) -> HttpResponse:
    """GET asks how it ended, POST completes, DELETE reopens."""
    activity = get_activity_to_change_for(request.member, activity_id)
    if request.method == "DELETE":
        with refusals_said(request):
            verbs.reopen(activity, by=request.member)
            messages.success(request, _("Open again: %(activity)s.") % {"activity": called(activity)})
        return go_back(request)
    if request.method == "POST":
        return _complete(request, activity)
    return _ask(request, activity)


def _complete(request: MemberRequest, activity: Activity) -> HttpResponse:
    given = request.POST
    try:
        verbs.complete(
            activity,
            by=request.member,
            outcome=_outcome(request, given.get("outcome", "")),
            minutes=read_minutes(given.get("minutes", "")),
            note=given["note"].strip() if given.get("note", "").strip() else None,
        )
    except Refusal as refusal:
        return _ask(request, activity, refusal)
    say_done(request, Deed.COMPLETED, activity)
    if given.get("plan_next"):
        _plan_next(request, activity)
    else:
        say_next_step(request, activity, request.member)
    return go_back(request)


def _plan_next(request: MemberRequest, activity: Activity) -> None:
    """Plan what was ticked beforehand, where the outcome suggests it; say what a rule has planned by itself."""
    try:
        planned = verbs.take_next_step(activity, by=request.member)
    except Refusal:
        say_next_step(request, activity, request.member)
    else:
        say_step_taken(request, activity, planned, request.member)


def _outcome(request: MemberRequest, written: str) -> Outcome | None:
    if not written:
        return None
    outcome = catalogue_of(request.member.organisation).outcomes.get(written_id(written) or 0)
    if outcome is None:
        raise Refusal(_("Choose how it ended."), field="outcome", code="unknown")
    return outcome


def _ask(request: MemberRequest, activity: Activity, refusal: Refusal | None = None) -> HttpResponse:
    activity_type = catalogue_of(request.member.organisation).types[activity.activity_type_id]
    steps = steps_of(activity_type)
    usual = activity_type.default_minutes or ""
    context = {
        "activity": activity,
        "title": called(activity),
        "symbol": symbol_of(activity_type),
        "outcomes": outcomes_of(activity_type, catalogue_of(request.member.organisation)),
        "needs_outcome": activity_type.needs_outcome,
        "minutes": request.POST.get("minutes", _passed(request) or activity.planned_minutes or usual),
        "note": request.POST.get("note", ""),
        "next_steps": asked_words(steps),
        "suggests": any(step.mode == StepMode.SUGGEST for step in steps),
        "plan_next": request.POST.get("plan_next", ""),
        "refusal": refusal,
    }
    return panel(request, "web/day/_completion.html", activity.pk, context, status=422 if refusal else 200)


def _passed(request: MemberRequest) -> str:
    """The minutes since the number was dialled, which the page has measured."""
    written = request.GET.get("minutes", "")
    return written if written_id(written) is not None and len(written) <= 3 else ""
