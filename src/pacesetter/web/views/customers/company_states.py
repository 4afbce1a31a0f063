"""Make a lead a client, archive a company; DELETE takes either back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.crm.access import get_company_for
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import archive, become_client, become_lead, restore
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_said
from pacesetter.web.undo import say_with_undo


@require_http_methods(["POST", "DELETE"])
@member_view
def company_client(request: MemberRequest, company_id: int) -> HttpResponse:
    """POST: it has bought. DELETE: it has not."""
    if request.method == "DELETE":
        return _done(request, company_id, become_lead, _("“%(company)s” is a lead again."))
    return _done(request, company_id, become_client, _("“%(company)s” is a client now."), "company_client")


@require_http_methods(["POST", "DELETE"])
@member_view
def company_archive(request: MemberRequest, company_id: int) -> HttpResponse:
    """POST puts it away, DELETE brings it back."""
    if request.method == "DELETE":
        return _done(request, company_id, restore, _("“%(company)s” is in use again."))
    return _done(request, company_id, archive, _("“%(company)s” is archived."), "company_archive")


def _done(request: MemberRequest, company_id: int, verb: Callable[..., Any], text: str, undo: str = "") -> HttpResponse:
    company: Company = get_company_for(request.member, company_id)
    with refusals_said(request):
        verb(company, by=request.member)
        words = text % {"company": company}
        if undo:
            say_with_undo(request, words, reverse(undo, args=[company.pk]))
        else:
            messages.success(request, words)
    return redirect("company", company.pk)
