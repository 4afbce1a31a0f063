"""One e-mail: say what it was, with whom, and whether that holds for others."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacesetter.activities.catalogue import catalogue_of
from pacesetter.capture.access import get_mail_for
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.newcomers import company_named, person_named
from pacesetter.capture.verbs import (
    Always,
    add_newcomer,
    classify,
    ignore_mail,
    take_back_classification,
    take_up_mail,
)
from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.crm.finding import companies_like, contacts_like
from pacesetter.web.capture.mails import email_types_of, kept_of, shown_mails
from pacesetter.web.customers.chosen import chosen_customer
from pacesetter.web.going_back import go_back
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_safe
@member_view
def mail(request: MemberRequest, mail_id: int) -> HttpResponse:
    """All that is kept of it, and the form to classify it."""
    return _show(request, get_mail_for(request.member, mail_id), "")


@require_http_methods(["POST", "DELETE"])
@member_view
def mail_classification(request: MemberRequest, mail_id: int) -> HttpResponse:
    """POST logs it; DELETE takes that back and asks again."""
    row = get_mail_for(request.member, mail_id)
    try:
        if request.method == "DELETE":
            take_back_classification(row, by=request.member)
            messages.success(request, _("Undone. The e-mail waits again."))
        else:
            settled = _classify(request, row)
            text = _("Logged: %(type)s with %(who)s.") % {
                "type": settled.activity.activity_type.name if settled.activity else "",
                "who": settled.company or settled.contact or row.name or row.address,
            }
            say_with_undo(request, text, request.path)
    except Refusal as refusal:
        return _show(request, row, refusal.message)
    return go_back(request, "mails")


@require_http_methods(["POST", "DELETE"])
@member_view
def mail_ignored(request: MemberRequest, mail_id: int) -> HttpResponse:
    """POST leaves it out; DELETE asks about it again."""
    row = get_mail_for(request.member, mail_id)
    with refusals_said(request):
        if request.method == "DELETE":
            take_up_mail(row, by=request.member)
        else:
            ignore_mail(row, by=request.member, always=_always(request))
            text = _("Ignored: the e-mail with %(who)s.") % {"who": row.name or row.address}
            say_with_undo(request, text, request.path)
    return go_back(request, "mails")


def _classify(request: MemberRequest, row: CapturedMail) -> CapturedMail:
    sent, viewer = request.POST, request.member
    activity_type = next((one for one in email_types_of(viewer) if str(one.pk) == sent.get("type")), None)
    if activity_type is None:
        raise Refusal(_("Choose what sort of e-mail it was."), field="type", code="required")
    outcomes = catalogue_of(viewer.organisation).outcomes
    outcome = outcomes.get(written_id(sent.get("outcome", "")) or 0)
    # Somebody who is added for an e-mail that is then refused must not stay behind.
    with transaction.atomic():
        company, contact = chosen_customer(viewer, sent.get("who", ""))
        if sent.get("who") == "new":
            inside = row.company if sent.get("inside") == "known" else None
            name, called = sent.get("contact", ""), sent.get("company", "")
            contact = add_newcomer(row, by=viewer, name=name, company=inside, company_name="" if inside else called)
        return classify(
            row,
            by=viewer,
            activity_type=activity_type,
            company=company,
            contact=contact,
            outcome=outcome,
            note=sent.get("note", "").strip(),
            always=_always(request),
        )


def _always(request: MemberRequest) -> Always | None:
    wanted = request.POST.get("always", "")
    return Always(wanted) if wanted in list(Always) else None


def _show(request: MemberRequest, row: CapturedMail, error: str) -> HttpResponse:
    viewer, search = request.member, request.GET.get("search", "").strip()
    (line,) = shown_mails(viewer, [row])
    types = email_types_of(viewer)
    catalogue = catalogue_of(viewer.organisation)
    allowed = {outcome_id for one in types for outcome_id in one.allowed_outcome_ids}
    sent = request.POST
    context = {
        "line": line,
        "mail": row,
        "is_open": row.state == "waiting",
        "is_known": row.contact is not None or row.company is not None,
        "kept": kept_of(row),
        "error": error,
        "sent": sent,
        "search": search,
        "chosen_type": sent.get("type") or str(line.suggested or ""),
        "types": types,
        "outcomes": [one for one in catalogue.outcomes.values() if one.pk in allowed and one.archived_at is None],
        "contacts": contacts_like(viewer, search) if search else [],
        "companies": companies_like(viewer, search) if search else [],
        "new_contact": sent.get("contact") or person_named(row.name, row.address),
        "new_company": sent.get("company", company_named(row.address)[0]),
        "back": reverse("mails"),
        "place": "my_day",
    }
    return render(request, "web/capture/mail.html", context, status=422 if error else 200)
