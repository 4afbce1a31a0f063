"""Edit a company in place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.crm.access import get_company_for
from pacesetter.crm.verbs import edit_company
from pacesetter.events import noting
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.customers.company import CompanyForm
from pacesetter.web.member_view import MemberRequest, member_view
from pacesetter.web.refusals import refusals_shown
from pacesetter.web.swaps import page_or_part


@require_http_methods(["GET", "POST"])
@member_view
def company_details(request: MemberRequest, company_id: int) -> HttpResponse:
    """The form: with htmx in the place of what it changes, else as a page of its own."""
    company = get_company_for(request.member, company_id)
    if request.method == "POST" and company.pk != company_id:
        # What was written is about a company that has been merged: it is not what this one is to be called.
        messages.error(request, _("This company is part of “%(name)s” by now. Nothing was saved.") % {"name": company})
        return redirect("company", company.pk)
    form = CompanyForm(request.member, request.POST or None, company)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(form):
            with noting() as event_ids:
                edit_company(company, by=request.member, **form.given())
            say_deed(request, _("Saved."), event_ids)
            return redirect("company", company.pk)
    context = {"form": form, "company": company, "place": "companies"}
    return page_or_part(
        request,
        "web/customers/company_details.html",
        "web/customers/_company_details.html",
        context,
        status=422 if form.errors else 200,
    )
