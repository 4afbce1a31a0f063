"""Call cycles of a company: set, paused, ended."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.activities.models import CallCycle
from pacesetter.activities.verbs import end_call_cycle, pause_call_cycle, resume_call_cycle, set_call_cycle
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import companies_seen_by, get_company_for
from pacesetter.events import noting
from pacesetter.people.models import Member
from pacesetter.web.customers.members import chosen_member
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_POST
@member_view
def company_call_cycles(request: MemberRequest, company_id: int) -> HttpResponse:
    """Set a cycle: a new one, or the interval of one that is there."""
    company = get_company_for(request.member, company_id)

    def set_it() -> None:
        activity_type = catalogue_of(request.member.organisation).types.get(
            written_id(request.POST.get("type", "")) or 0
        )
        if activity_type is None:
            raise Refusal(_("Choose an activity type."), field="type", code="required")
        before = CallCycle.objects.filter(company=company, activity_type=activity_type).exists()
        with noting() as event_ids:
            cycle = set_call_cycle(
                company,
                by=request.member,
                activity_type=activity_type,
                every=_number(request.POST, "every"),
                unit=request.POST.get("unit", ""),
                owner=chosen_member(request.member, request.POST.get("owner", "")),
            )
        if before:
            say_deed(request, _("The call cycle was changed."), event_ids[:1])
        else:
            say_with_undo(request, _("The call cycle is set."), reverse("call_cycle", args=[cycle.pk]))

    return _done(request, company.pk, set_it)


@require_http_methods(["DELETE"])
@member_view
def call_cycle(request: MemberRequest, cycle_id: int) -> HttpResponse:
    """DELETE ends it."""
    cycle = _cycle_for(request.member, cycle_id)

    def end() -> None:
        with noting() as event_ids:
            end_call_cycle(cycle, by=request.member)
        # The last one tells of the cycle. What ending took back from the plan is planned again by setting it again.
        say_deed(request, _("The call cycle has ended."), event_ids[-1:])

    return _done(request, cycle.company_id, end)


@require_http_methods(["POST", "DELETE"])
@member_view
def call_cycle_pause(request: MemberRequest, cycle_id: int) -> HttpResponse:
    """POST lets it plan nothing, DELETE lets it go on."""
    cycle = _cycle_for(request.member, cycle_id)

    def switch() -> None:
        if request.method == "DELETE":
            resume_call_cycle(cycle, by=request.member)
            messages.success(request, _("The call cycle goes on."))
        else:
            pause_call_cycle(cycle, by=request.member)
            address = reverse("call_cycle_pause", args=[cycle.pk])
            say_with_undo(request, _("The call cycle is paused."), address)

    return _done(request, cycle.company_id, switch)


def _cycle_for(viewer: Member, cycle_id: int) -> CallCycle:
    cycles = CallCycle.objects.filter(company__in=companies_seen_by(viewer)).select_related("company")
    found: CallCycle = cycles.get(pk=cycle_id)
    return found


def _done(request: MemberRequest, company_id: int, do: Callable[[], None]) -> HttpResponse:
    with refusals_said(request):
        do()
    return redirect(reverse("company", args=[company_id]) + "#call-cycles")


def _number(data: QueryDict, name: str) -> int:
    value = data.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0
