"""Which companies and contacts a member may see. Every door fetches through here."""

from django.db.models import Q, QuerySet

from pacesetter.crm.models import Company, Contact
from pacesetter.people.access import members_seen_by
from pacesetter.people.models import Member


def companies_seen_by(viewer: Member) -> QuerySet[Company]:
    """Companies of the viewer and of those whom they may see, and those that nobody looks after yet."""
    companies = Company.objects.filter(merged_into__isnull=True)
    if viewer.archived_at is not None:
        return companies.none()
    if viewer.sees_everyone:
        return companies
    seen = members_seen_by(viewer).values("pk")
    return companies.filter(
        Q(sales_rep__in=seen)
        | Q(account_manager__in=seen)
        | Q(sales_rep__isnull=True, account_manager__isnull=True)
    )


def get_company_for(viewer: Member, company_id: int) -> Company:
    """The company, when the viewer may see it. Raises `Company.DoesNotExist` otherwise."""
    return companies_seen_by(viewer).get(pk=company_id)


def contacts_seen_by(viewer: Member) -> QuerySet[Contact]:
    """Contacts of the companies that the viewer may see, and those of no company."""
    contacts = Contact.objects.filter(merged_into__isnull=True)
    if viewer.archived_at is not None:
        return contacts.none()
    if viewer.sees_everyone:
        return contacts
    return contacts.filter(Q(company__isnull=True) | Q(company__in=companies_seen_by(viewer).values("pk")))


def get_contact_for(viewer: Member, contact_id: int) -> Contact:
    """The contact, when the viewer may see it. Raises `Contact.DoesNotExist` otherwise."""
    return contacts_seen_by(viewer).get(pk=contact_id)
