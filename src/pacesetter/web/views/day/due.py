"""When a to-do is due: put it off, or give it another day."""

from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.models import Activity
from pacesetter.activities.snoozing import SnoozeTo, snoozed_to
from pacesetter.activities.undoing import Deed, Step, due_state, undo_of
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.web.day.due import due_in_words, short_day
from pacesetter.web.day.moments import moment_of, read_day, read_time
from pacesetter.web.day.panels import panel, refused
from pacesetter.web.day.saying import called, say_undoable
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["GET", "POST"])
@member_view
def activity_due(request: MemberRequest, activity_id: int) -> HttpResponse:
    """GET asks when, POST moves it: by `to` (tomorrow, next working day, next week), to the
    same time on `to_day`, or to `due_on` and `due_time`."""
    activity = get_activity_to_change_for(request.member, activity_id)
    today = clock.today(request.member.zone())
    if request.method == "GET":
        return _ask(request, activity, today)
    before = due_state(activity)
    try:
        _move(request, activity, today)
    except Refusal as refusal:
        if "to_day" in request.POST:
            # Dragged on a calendar, where no form is open that could say it.
            return refused(request, refusal)
        return _ask(request, activity, today, refusal)
    undo = undo_of(request.member, Deed.MOVED, [Step(activity.pk, before, due_state(activity))])
    due = due_in_words(activity, today, request.member.zone())
    when = f"{due.word}, {due.time}" if due.time else due.word
    say_undoable(request, _("%(activity)s: %(when)s.") % {"activity": called(activity), "when": when}, undo)
    return go_back(request)


def _move(request: MemberRequest, activity: Activity, today: date) -> None:
    given, by = request.POST, request.member
    if (choice := given.get("to", "")) in SnoozeTo.values:
        until = snoozed_to(SnoozeTo(choice), activity.owner, clock.today(activity.owner.zone()))
        verbs.snooze(activity, by=by, until=until)
        return
    if to_day := read_day(given.get("to_day", "")):
        # Dragged to another day: the time of day stays.
        verbs.snooze(activity, by=by, until=to_day)
        return
    day, time = read_day(given.get("due_on", "")), read_time(given.get("due_time", ""))
    moment = moment_of(day, time, by.zone())
    # Colleagues in other zones mean their own day by a time; the owner's day follows from the moment.
    verbs.reschedule(activity, by=by, due_on=None if moment else day, due_at=moment)


def _ask(request: MemberRequest, activity: Activity, today: date, refusal: Refusal | None = None) -> HttpResponse:
    member = request.member
    owners_today = clock.today(activity.owner.zone())
    days = [(choice, snoozed_to(choice, activity.owner, owners_today)) for choice in SnoozeTo]
    due_at = activity.due_at.astimezone(member.zone()) if activity.due_at else None
    context = {
        "activity": activity,
        "title": called(activity),
        "choices": [(choice.value, choice.label, short_day(day, today)) for choice, day in days],
        "due_on": request.POST.get("due_on") or (activity.due_on.isoformat() if activity.due_on else ""),
        "due_time": request.POST.get("due_time") or (due_at.strftime("%H:%M") if due_at else ""),
        "refusal": refusal,
    }
    return panel(request, "web/day/_due.html", activity.pk, context, status=422 if refusal else 200)
