"""Add a contact, and edit one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import companies_seen_by, get_contact_for
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import add_contact, edit_contact
from pacesetter.events import noting
from pacesetter.web.day.picking import CompanyPick, picked_company
from pacesetter.web.deeds import say_deed
from pacesetter.web.forms.customers.contact import ContactForm
from pacesetter.web.forms.refusals import show_refusal
from pacesetter.web.member_view import MemberRequest, member_view


@require_http_methods(["GET", "POST"])
@member_view
def new_contact(request: MemberRequest) -> HttpResponse:
    """Ask for the fields; `company` in the address says where the contact belongs, `email` what is
    known of them."""
    company_id = written_id(request.GET.get("company", ""))
    company = None
    if company_id is not None:
        company = companies_seen_by(request.member).filter(pk=company_id).first()
    form = ContactForm(request.POST or None, company_name=company.name if company else "")
    form.initial.setdefault("email", request.GET.get("email", "")[:254])
    if request.method == "POST" and form.is_valid():
        with noting() as event_ids:
            made = _saved(request, form, None)
        if made is not None:
            say_deed(request, _("“%(contact)s” was added.") % {"contact": made}, event_ids)
            return redirect("company", made.company_id) if made.company_id else redirect("contact", made.pk)
    return _page(request, form, {"back_company": company})


@require_http_methods(["GET", "POST"])
@member_view
def contact_details(request: MemberRequest, contact_id: int) -> HttpResponse:
    """The form of a contact; another company moves them there."""
    contact = get_contact_for(request.member, contact_id)
    form = ContactForm(request.POST or None, contact)
    if request.method == "POST" and form.is_valid():
        with noting() as event_ids:
            saved = _saved(request, form, contact)
        if saved is not None:
            say_deed(request, _("Saved."), event_ids)
            return redirect("contact", contact.pk)
    return _page(request, form, {"contact": contact})


def _saved(request: MemberRequest, form: ContactForm, contact: Contact | None) -> Contact | None:
    """The contact as the form wants it; None where something must be asked, which the form says."""
    try:
        company = _company(request, form, contact)
        if form.errors:
            return None
        fields: dict[str, Any] = {
            **form.given(), "company": company, "allow_same_email": form.cleaned_data["allow_same_email"],
        }  # fmt: skip
        if contact is None:
            return add_contact(by=request.member, **fields)
        return edit_contact(contact, by=request.member, **fields)
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.asks_for_same_email |= refusal.code == "same_email"
        if refusal.field == "company":
            refusal.field = "company_text"
        show_refusal(form, refusal)
    return None


def _company(request: MemberRequest, form: ContactForm, contact: Contact | None) -> Company | None:
    text = form.cleaned_data["company_text"]
    if (
        contact is not None
        and contact.company is not None
        and text == contact.company.name
        and not form.data.get("company")
    ):
        return contact.company
    pick: CompanyPick = picked_company(request.member, form.data)  # type: ignore[arg-type]
    if pick.company is None and pick.text:
        form.choices = [(one.pk, one.name) for one in pick.choices]
        error = pick.error if pick.choices else _("No company of yours is called that. Add it first.")
        form.add_error("company_text", error)
    return pick.company


def _page(request: MemberRequest, form: ContactForm, facts: dict[str, Any]) -> HttpResponse:
    context = {"form": form, "place": "companies", **facts}
    return render(request, "web/customers/contact_form.html", context, status=422 if form.errors else 200)
