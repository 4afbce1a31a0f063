"""Whom of our companies and contacts a mail is with."""

from collections.abc import Sequence
from dataclasses import dataclass

from pacesetter.crm.matching import company_for_email
from pacesetter.crm.models import Company, Contact


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the addresses belong to. `contacts` are all who are known among them and belong to the company."""

    company: Company | None = None
    contact: Contact | None = None
    contacts: tuple[Contact, ...] = ()


def known_by(addresses: Sequence[str]) -> Known:
    """The contact with the first address, else the company of its domain; without either, whoever of the others is
    known."""
    rows = list(
        Contact.objects.filter(email__in=addresses, merged_into__isnull=True, archived_at__isnull=True)
        .select_related("company")
        .order_by("pk")
    )
    by_address = {contact.email: contact for contact in reversed(rows)}
    main = next((by_address[one] for one in addresses if one in by_address), None)
    first = by_address.get(addresses[0]) if addresses else None
    if first is None and addresses:
        company = company_for_email(addresses[0])
        if company is not None:
            return Known(company, None, tuple(one for one in by_address.values() if one.company_id == company.pk))
    contact = first or main
    if contact is None:
        return Known()
    company = contact.company if contact.company and contact.company.archived_at is None else None
    together = [one for one in by_address.values() if one.company_id == contact.company_id and one.company_id]
    return Known(company, contact, tuple({one.pk: one for one in (contact, *together)}.values()))
