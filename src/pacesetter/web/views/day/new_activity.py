"""Plan or log an activity."""

from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.activities import verbs
from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.category import categories, category_of
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.meetings.together import told_together
from pacesetter.people.models import Member
from pacesetter.web.day.activity_form import PLANNED, ActivityForm, done_at, due_of
from pacesetter.web.day.form_start import new_form
from pacesetter.web.day.lines import symbol_of
from pacesetter.web.day.next_step import say_next_step
from pacesetter.web.day.once import recorded_before, request_key
from pacesetter.web.day.picking import company_to_use, contacts_to_use
from pacesetter.web.day.saying import called
from pacesetter.web.day.series import begin, first_of, shown_series
from pacesetter.web.going_back import back_address, go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query
from pacesetter.web.undo import say_with_undo


@require_http_methods(["GET", "POST"])
@member_view
def new_activity(request: MemberRequest) -> HttpResponse:
    """First the type, unless the address says it; then the form that its category wants."""
    sent = request.POST if request.method == "POST" else request.GET
    activity_type = _type(request, sent.get("type", ""))
    if activity_type is None:
        return _choose_type(request)
    if request.method == "GET":
        return show_form(request, new_form(request.member, activity_type, request.GET))
    form = ActivityForm(request.member, activity_type, request.POST)
    if request.POST.get("look"):
        form.look()
        return show_form(request, form)
    try:
        activity = recorded_once(form, request.POST)
    except Refusal as refusal:
        form.refuse(refusal)
        activity = None
    if activity is None:
        return show_form(request, form, status=422)
    say_recorded(request, form, activity)
    return go_back(request)


def say_recorded(request: MemberRequest, form: ActivityForm, activity: Activity) -> None:
    """Say that it was planned or logged; undoing deletes it."""
    text = _("Planned: %(activity)s.") if form.state == PLANNED else _("Logged: %(activity)s.")
    noun, words = "activity", text % {"activity": called(activity)}
    series = shown_series(activity) if form.values.get("repeats") else None
    if series is not None:
        noun, words = "activity_series", f"{words} {_('Repeats: %(rule)s.') % {'rule': series.words}}"
    say_with_undo(request, words, reverse(noun, args=[activity.pk]))
    if form.state != PLANNED:
        say_next_step(request, activity, request.member)


def _type(request: MemberRequest, written: str) -> ActivityType | None:
    types = catalogue_of(request.member.organisation).types
    found = types.get(written_id(written) or 0)
    usable = found is not None and found.archived_at is None
    return found if usable else None


def recorded_once(form: ActivityForm, sent: QueryDict, *, made_at: datetime | None = None) -> Activity | None:
    """As `recorded`, but a form that is sent twice answers with what came of the first."""
    key = request_key(sent)
    known = recorded_before(form.viewer, key)
    if known is not None:
        return known
    try:
        return recorded(form, made_at=made_at, key=key)
    except IntegrityError:
        # The other one was under way at the same time.
        known = recorded_before(form.viewer, key)
        if known is None:
            raise
        return known


def recorded(form: ActivityForm, *, made_at: datetime | None = None, key: str = "") -> Activity | None:
    """The new activity; None where the form has faults, which it says. `made_at` is when it was filled in, where that
    was not now but without a network. `key` records it once: another one with it is an `IntegrityError`."""
    fields, by = form.read(), form.viewer
    if form.errors:
        return None
    outcome, day, time, every = (fields.pop(name) for name in ("outcome", "day", "time", "every"))
    fields["value_minor"] = fields["value_minor"] or 0
    # A company that is added for an activity which is then refused must not stay behind.
    with transaction.atomic():
        company = company_to_use(form.company, by)
        contacts = contacts_to_use(form.contacts, company, by)
        given = {
            **fields,
            "details": form.details(),
            "by": by,
            "activity_type": form.activity_type,
            "company": company,
            "contacts": contacts,
            "request_key": key,
        }
        if form.state == PLANNED:
            first = first_of(form, day, time, fields["owner"])
            due = due_of(day, time, by) if first is None else {"due_at": first[0]}
            with told_together():
                activity = verbs.plan(**given, **due, at=made_at)
                if first is not None:
                    begin(activity, first[1], by)
            if every:
                verbs.repeat(activity, by=by, every=every, unit=form.values.get("unit", ""))
        else:
            activity = verbs.log(**given, outcome=outcome, at=_done_at(day, time, by, made_at))
    return activity


def _done_at(day: date | None, at: time | None, by: Member, made_at: datetime | None) -> datetime | None:
    if made_at is None:
        return done_at(day, at, by)
    with clock.standing_at(made_at):
        return done_at(day, at, by) or made_at


def _choose_type(request: MemberRequest) -> HttpResponse:
    types = [kind for kind in catalogue_of(request.member.organisation).types.values() if kind.archived_at is None]
    offered = [
        (category, [(kind, symbol_of(kind)) for kind in types if kind.category == key])
        for key, category in categories().items()
        if category.is_offered(request.member.organisation_id)
    ]
    context = {
        "groups": [(category, kinds) for category, kinds in offered if kinds],
        "query": other_query(request, "type"),
        "place": "my_day",
        "next": back_address(request),
    }
    return render(request, "web/day/type_choice.html", context)


def show_form(request: MemberRequest, form: ActivityForm, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "looked": form.looked,
        "availability": form.availability,
        "category": category_of(form.activity_type.category),
        "symbol": symbol_of(form.activity_type),
        "next": back_address(request),
        "query": other_query(request, "type"),
        "action": reverse("new_activity"),
        "place": "my_day",
    }
    return render(request, "web/day/activity_form.html", context, status=status)
