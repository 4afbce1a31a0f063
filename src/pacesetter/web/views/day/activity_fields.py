"""The fields of an activity that exists: edit them."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.access import get_activity_to_change_for
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.category import category_of
from pacesetter.activities.models import Activity, Status
from pacesetter.core.refusal import Refusal
from pacesetter.events import noting
from pacesetter.meetings.series.occurrences import occurrence_of
from pacesetter.meetings.series.rules import rule_told
from pacesetter.meetings.together import told_together
from pacesetter.web.day.activity_form import ActivityForm, done_at, due_of
from pacesetter.web.day.as_seen import refuse_overtaken, seen_in
from pacesetter.web.day.form_start import edit_form
from pacesetter.web.day.lines import symbol_of
from pacesetter.web.day.picking import company_to_use, contacts_to_use
from pacesetter.web.day.repeats import Scope, is_as_kept
from pacesetter.web.day.series import begin, change, first_of, refuse_asking_to_one
from pacesetter.web.deeds import say_deed
from pacesetter.web.going_back import back_address, go_back
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["GET", "POST"])
@member_view
def activity_fields(request: MemberRequest, activity_id: int) -> HttpResponse:
    """GET shows the form, POST saves it."""
    activity = get_activity_to_change_for(request.member, activity_id)
    activity.activity_type = catalogue_of(request.member.organisation).types[activity.activity_type_id]
    if request.method == "GET":
        form = edit_form(request.member, activity)
        return _show(request, form, seen=seen_in(form))
    form = ActivityForm(request.member, activity.activity_type, request.POST, activity)
    if request.POST.get("look"):
        form.look()
        return _show(request, form, seen=request.POST.get("seen", ""))
    seen = request.POST.get("seen", "")
    try:
        refuse_overtaken(request.member, activity, seen)
        with noting() as event_ids:
            saved = _save(form, activity)
    except Refusal as refusal:
        form.refuse(refusal)
        saved = False
        if refusal.code == "overtaken":
            seen = seen_in(edit_form(request.member, activity))
    if not saved:
        return _show(request, form, seen=seen, status=422)
    say_deed(request, _("Saved."), event_ids)
    return go_back(request)


def _save(form: ActivityForm, activity: Activity) -> bool:
    fields, by = form.read(), form.viewer
    if form.errors:
        return False
    outcome, day, time_, every = (fields.pop(name) for name in ("outcome", "day", "time", "every"))
    given: dict[str, Any] = {name: value for name, value in fields.items() if name not in ("minutes", "value_minor")}
    given["minutes"], given["value_minor"] = fields["minutes"] or 0, fields["value_minor"] or 0
    given["details"] = form.details()
    hidden = {"contacts", "participants", "minutes", "value"} - set(form.asks)
    for name in hidden:
        # What the form does not ask for it must not empty.
        given.pop("value_minor" if name == "value" else name, None)
    with transaction.atomic(), told_together():
        given["company"] = company_to_use(form.company, by)
        if "contacts" not in hidden:
            given["contacts"] = contacts_to_use(form.contacts, given["company"], by)
        if activity.status == Status.COMPLETED:
            given |= {"outcome": outcome} | _completed_at(form, activity, day, time_)
            verbs.edit(activity, by=by, **given)
        elif activity.status != Status.PLANNED:
            verbs.edit(activity, by=by, **given)
        else:
            _save_planned(form, activity, given, day, time_, every)
    return True


def _save_planned(
    form: ActivityForm, activity: Activity, given: dict[str, Any], day: date | None, at: time | None, every: int | None
) -> None:
    occurrence = occurrence_of(activity) if "series" in form.asks else None
    if occurrence is not None and form.scope is not Scope.ONE:
        change(form, occurrence, form.scope, due_of(day, at, form.viewer), given)
        # The note is about this meeting, whatever changes in the others.
        verbs.edit(activity, by=form.viewer, note=given["note"])
        return
    if occurrence is not None and not is_as_kept(form.values, rule_told(occurrence.series)):
        words = _("How it repeats can be changed for this and the following meetings, or for all.")
        raise Refusal(words, field="scope", code="one_alone")
    if occurrence is not None:
        refuse_asking_to_one(occurrence, given["details"])
    first = first_of(form, day, at, given["owner"]) if occurrence is None else None
    verbs.edit(activity, by=form.viewer, **given)
    _replan(form, activity, {"due_at": first[0]} if first else due_of(day, at, form.viewer), every)
    if first is not None:
        begin(activity, first[1], form.viewer)


def _completed_at(form: ActivityForm, activity: Activity, day: date | None, at: time | None) -> dict[str, datetime]:
    """The new moment, where the form gives another minute than the one that is kept."""
    kept = activity.completed_at
    moment = done_at(day, at, form.viewer)
    if moment is None or (kept is not None and kept.replace(second=0, microsecond=0) == moment):
        return {}
    return {"completed_at": moment}


def _replan(form: ActivityForm, activity: Activity, due: dict[str, Any], every: int | None) -> None:
    kept = activity.due_at.replace(second=0, microsecond=0) if activity.due_at else None
    new_day = due["due_on"] if due["due_at"] is None else activity.due_on
    if due["due_at"] != kept or new_day != activity.due_on:
        verbs.reschedule(activity, by=form.viewer, **due)
    if "repeat" not in form.asks:
        return
    if every:
        verbs.repeat(activity, by=form.viewer, every=every, unit=form.values.get("unit", ""))
    else:
        verbs.stop_repeating(activity, by=form.viewer)


def _show(request: MemberRequest, form: ActivityForm, *, seen: str, status: int = 200) -> HttpResponse:
    activity = form.activity
    context = {
        "form": form,
        "seen": seen,
        "looked": form.looked,
        "availability": form.availability,
        "category": category_of(form.activity_type.category),
        "symbol": symbol_of(form.activity_type),
        "next": back_address(request),
        "action": reverse("activity_fields", args=[activity.pk if activity else 0]),
        "place": "my_day",
    }
    return render(request, "web/day/activity_form.html", context, status=status)
