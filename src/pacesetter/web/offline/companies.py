"""The companies that a phone takes along to be looked up without a network: one's own, with whom to call."""

from collections import defaultdict
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from pacesetter.crm.models import Company, Contact
from pacesetter.people.access import may_look
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.models import Member
from pacesetter.tenancy.sent_ids import sent_ids
from pacesetter.web.day.after_call import address_after_call
from pacesetter.web.offline.drawn_company import CompanyDrawer, TakenCompany, TakenContact

# So many companies, and so many contacts of them all.
MOST, MOST_CONTACTS = 300, 1500


def companies_taken_along(member: Member) -> list[dict[str, Any]]:
    """Each as a line of a list, with the words by which it is found, in lower case. Two queries."""
    if not may_look(member):
        return []
    companies = [TakenCompany(*row) for row in _COMPANIES.rows(member_id=member.pk)]
    contacts = defaultdict(list)
    for row in _CONTACTS.rows(ids=[one.id for one in companies]):
        contacts[row[0]].append(TakenContact(*row[1:]))
    drawer = CompanyDrawer(member.organisation.country, address_after_call(member, back_to=reverse("companies")))
    return [_row(one, contacts[one.id], drawer) for one in companies]


def _row(company: TakenCompany, contacts: list[TakenContact], drawer: CompanyDrawer) -> dict[str, Any]:
    words = [company.name, company.domain, company.phone, *(f"{one.name} {one.phone}" for one in contacts)]
    return {
        "id": company.id,
        "name": company.name,
        "contacts": [[one.id, one.name] for one in contacts],
        "words": " ".join(words).lower(),
        "html": drawer.drawn(company, contacts),
    }


def _own(member_id: int) -> QuerySet[Company, tuple[int, str, str, str]]:
    """Everybody may see those of which they are sales rep or account manager (see `crm.access`)."""
    rows = Company.objects.filter(Q(sales_rep=member_id) | Q(account_manager=member_id), merged_into__isnull=True)
    found = rows.filter(archived_at__isnull=True).order_by("name", "pk")[:MOST]
    return found.values_list("pk", "name", "domain", "phone")


def _theirs(ids: list[int]) -> QuerySet[Contact, tuple[int, int, str, str, str]]:
    rows = Contact.objects.filter(company__in=sent_ids(ids), archived_at__isnull=True, merged_into__isnull=True)
    found = rows.order_by("name", "pk")[:MOST_CONTACTS]
    return found.values_list("company_id", "pk", "name", "phone", "job_title")


_COMPANIES: ComposedQuery[tuple[int, str, str, str]] = ComposedQuery(_own)
_CONTACTS: ComposedQuery[tuple[int, int, str, str, str]] = ComposedQuery(_theirs)
