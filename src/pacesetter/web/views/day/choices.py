"""What a picker offers while somebody types."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacesetter.core.written_ids import written_id
from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.finding import companies_like, contacts_like
from pacesetter.web.member_view import MemberRequest, member_view


@require_safe
@member_view
def company_choices(request: MemberRequest) -> HttpResponse:
    """Companies like `company_text`."""
    text = request.GET.get("company_text", "").strip()[:200]
    options = [(company.pk, company.name, "") for company in companies_like(request.member, text)]
    return render(request, "web/day/_choices.html", {"options": options, "text": text, "what": "company"})


@require_safe
@member_view
def contact_choices(request: MemberRequest) -> HttpResponse:
    """Contacts like `contact_text`, those of `company` first."""
    text, company_id = request.GET.get("contact_text", "").strip()[:200], written_id(request.GET.get("company", ""))
    company = None
    if company_id is not None:
        company = companies_seen_by(request.member).filter(pk=company_id).first()
    options = [
        (contact.pk, contact.name, contact.company.name if contact.company else "")
        for contact in contacts_like(request.member, text, company)
    ]
    return render(request, "web/day/_choices.html", {"options": options, "text": text, "what": "contact"})
