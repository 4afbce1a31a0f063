"""Days off: of a member, and who is off in a month."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core import clock
from pacesetter.core.refusal import NotAllowed
from pacesetter.people.access import get_member_looked_after_by, leave_seen_by, may_note_leave
from pacesetter.people.models import Leave, Member, WorkingPattern
from pacesetter.people.verbs import add_leave, edit_leave, remove_leave
from pacesetter.web.changing import made_or_asked
from pacesetter.web.exports import exported
from pacesetter.web.forms.people.days import until
from pacesetter.web.forms.people.leave import KINDS, LeaveForm
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.paging import other_query, page_of
from pacesetter.web.people.export import leave_of_member_export
from pacesetter.web.people.leave_undo import Days, changed_token, removed_token, take_back
from pacesetter.web.people.weeks import shown_week
from pacesetter.web.refusals import refusals_said


@require_http_methods(["GET", "POST"])
@member_view
def member_leave(request: MemberRequest, member_id: int) -> HttpResponseBase:
    """The member's working time: week and days off. POST notes days off, for those who may."""
    member = get_member_looked_after_by(request.member, member_id)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = made_or_asked(
            request,
            lambda: add_leave(member, by=request.member, **_days(given)),
            what=_("Days off of %(name)s") % {"name": member.name},
            done=_("Days off of %(name)s are noted.") % {"name": member.name},
            back=reverse("member_leave", args=[member_id]),
            form=form,
            undo=lambda made: reverse("leave", args=[made.pk]),
        )
        if answer is not None:
            return answer
    if request.method == "POST" and not may_note_leave(request.member, member):
        raise NotAllowed(_("Ask an administrator, a coordinator or the team lead to note this leave."))
    rows = Leave.objects.filter(member=member).order_by("-starts_on", "-pk")
    if file := exported(request, leave_of_member_export(member, rows)):
        return file
    page = page_of(request, rows)
    facts = {
        "whose": member,
        "is_own": member.pk == request.member.pk,
        "may_note": may_note_leave(request.member, member),
        "form": form,
        "page": page,
        "kinds": dict(KINDS),
        "query": other_query(request),
        "today": clock.today(member.zone()),
        "weeks": [shown_week(row) for row in _weeks(member)],
        "place": "time_off",
    }
    return render(request, "web/people/leave.html", facts)


@require_http_methods(["GET", "POST", "DELETE"])
@member_view
def leave(request: MemberRequest, leave_id: int) -> HttpResponse:
    """One time off: to be changed, or taken back."""
    mine = leave_seen_by(request.member).select_related("member__organisation")
    found = mine.get(pk=leave_id)
    member = found.member
    if not may_note_leave(request.member, member):
        raise NotAllowed(_("Ask an administrator, a coordinator or the team lead to note this leave."))
    back = reverse("member_leave", args=[member.pk])
    what = _("Days off of %(name)s") % {"name": member.name}
    before = Days.of(found)
    if request.method == "DELETE":
        return made_or_asked(
            request,
            lambda: remove_leave(mine.get(pk=leave_id), by=request.member),
            what=what,
            done=_("The days off are taken back."),
            back=back,
            undo=lambda _result: reverse("leave_undo", args=[removed_token(request.member, member.pk, before)]),
        ) or redirect(back)
    form = LeaveForm(request.POST or None, leave=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = made_or_asked(
            request,
            lambda: edit_leave(mine.get(pk=leave_id), by=request.member, **_days(given)),
            what=what,
            done=_("Saved."),
            back=back,
            form=form,
            undo=lambda changed: reverse("leave_undo", args=[changed_token(request.member, changed, before)]),
        )
        if answer is not None:
            return answer
    return render(request, "web/people/leave_edit.html", {"form": form, "whose": member, "found": found, "back": back})


@require_http_methods(["DELETE"])
@member_view
def leave_undo(request: MemberRequest, leave_token: str) -> HttpResponse:
    """DELETE lets days off be what they were before this member changed them or took them back."""
    with refusals_said(request):
        take_back(leave_token, by=request.member)
        messages.success(request, _("Undone."))
    return go_back(request, "time_off")


def _days(given: dict[str, Any]) -> dict[str, Any]:
    ends_on = until(given["last_day"] or given["starts_on"])
    return {**{name: given[name] for name in ("starts_on", "share", "kind", "note")}, "ends_on": ends_on}


def _weeks(member: Member) -> list[WorkingPattern]:
    """The member's own weeks, or the organisation's latest where there are none; newest first."""
    own = list(WorkingPattern.objects.filter(member=member).order_by("-effective_from"))
    return own or list(WorkingPattern.objects.filter(member__isnull=True).order_by("-effective_from")[:1])
