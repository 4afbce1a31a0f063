"""The companies that a phone takes along to be looked up without a network: one's own, with whom to call."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.template.loader import get_template
from django.urls import reverse

from pacesetter.crm.access import companies_seen_by
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.customers.profile import contact_lines
from pacesetter.web.day.after_call import address_after_call

# So many companies, and so many contacts of them all.
MOST, MOST_CONTACTS = 300, 1500


def companies_taken_along(member: Member) -> list[dict[str, Any]]:
    """Each as a line of a list, with the words by which it is found, in lower case. Two queries."""
    own = Q(sales_rep=member) | Q(account_manager=member)
    rows = list(companies_seen_by(member).filter(own, archived_at__isnull=True).order_by("name", "pk")[:MOST])
    contacts = defaultdict(list)
    theirs = Contact.objects.filter(company__in=rows, archived_at__isnull=True, merged_into__isnull=True)
    for contact in theirs.order_by("name", "pk")[:MOST_CONTACTS]:
        contacts[contact.company_id].append(contact)
    # Hundreds of lines: Jinja draws one in a fraction of the time.
    template, back_to = get_template("web/mobile/_company_offline.html", using="jinja2"), reverse("companies")
    return [_row(member, row, contacts[row.pk], template, back_to) for row in rows]


def _row(member: Member, company: Company, contacts: list[Contact], template: Any, back_to: str) -> dict[str, Any]:
    line = {
        "company": company,
        "contacts": contact_lines(contacts, member.organisation.country),
        "after_call": address_after_call(member, company=company, back_to=back_to),
    }
    words = [company.name, company.domain, company.phone, *(f"{one.name} {one.phone}" for one in contacts)]
    return {
        "id": company.pk,
        "name": company.name,
        "contacts": [[one.pk, one.name] for one in contacts],
        "words": " ".join(words).lower(),
        "html": template.render(line),
    }
