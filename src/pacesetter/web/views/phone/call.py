"""One call: say who it was, or that it was no business."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.crm.finding import companies_like, contacts_like
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import add_company, add_contact
from pacesetter.events import noting
from pacesetter.events.models import Event
from pacesetter.people.access import get_member_looked_after_by, members_looked_after_by
from pacesetter.people.models import Member
from pacesetter.telephony.access import get_call_for
from pacesetter.telephony.models import Call
from pacesetter.telephony.verbs import ignore_call, settle_call, take_up_call
from pacesetter.web.customers.chosen import chosen_customer
from pacesetter.web.deeds import say_deed
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.phone.calls import shown_call
from pacesetter.web.phone.settling import asked_of
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_http_methods(["GET", "POST"])
@member_view
def call(request: MemberRequest, call_id: int) -> HttpResponse:
    """GET searches companies and contacts, POST logs the call with the chosen one."""
    row = get_call_for(request.member, call_id)
    error = ""
    if request.method == "POST":
        try:
            with noting() as event_ids:
                _settle(request, row)
        except Refusal as refusal:
            error = refusal.message
        else:
            # The activity goes with the call.
            own = Event.objects.filter(pk__in=event_ids).exclude(subject_kind="activity").order_by("pk")
            say_deed(request, _("Logged."), own.values_list("pk", flat=True))
            return redirect("calls")
    return _show(request, row, error)


@require_http_methods(["POST", "DELETE"])
@member_view
def call_ignored(request: MemberRequest, call_id: int) -> HttpResponse:
    """POST leaves it out; DELETE asks about it again."""
    row = get_call_for(request.member, call_id)
    with refusals_said(request):
        if request.method == "DELETE":
            take_up_call(row, by=request.member)
        else:
            ignore_call(row, by=request.member)
            say_with_undo(request, _("It is left out."), request.path)
    return redirect("calls")


def _settle(request: MemberRequest, row: Call) -> None:
    sent, viewer = request.POST, request.member
    member_id = written_id(sent.get("member", ""))
    member = None if member_id is None else get_member_looked_after_by(viewer, member_id)
    # A company that is added for a call which is then refused must not stay behind.
    with transaction.atomic():
        company, contact = chosen_customer(viewer, sent.get("who", ""))
        if sent.get("who") == "new":
            company, contact = _added(request, row, member)
        settle_call(
            row,
            by=viewer,
            company=company,
            contact=contact,
            member=member,
            keep_number=sent.get("keep") == "yes",
            **asked_of(row, viewer, sent).chosen(),
        )


def _added(request: MemberRequest, row: Call, member: Member | None) -> tuple[Company, Contact | None]:
    sent, viewer = request.POST, request.member
    company = add_company(by=viewer, name=sent.get("company", ""), sales_rep=row.member or member or viewer)
    name = sent.get("contact", "").strip()
    contact = add_contact(by=viewer, name=name, company=company, phone=row.e164) if name else None
    return company, contact


def _show(request: MemberRequest, row: Call, error: str) -> HttpResponse:
    viewer, search = request.member, request.GET.get("search", "").strip()
    nobody = Member.objects.none()
    context = {
        "call": shown_call(row, viewer),
        "known": row.contact or row.company,
        "asked": asked_of(row, viewer, request.POST),
        "is_open": row.state == "unmatched",
        "error": error,
        "sent": request.POST,
        "search": search,
        "contacts": contacts_like(viewer, search) if search else [],
        "companies": companies_like(viewer, search) if search else [],
        "members": nobody if row.member_id else members_looked_after_by(viewer).filter(archived_at__isnull=True),
        "place": "my_day",
    }
    return render(request, "web/phone/call.html", context, status=422 if error else 200)
