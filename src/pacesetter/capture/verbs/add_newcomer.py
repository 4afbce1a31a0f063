"""Add the person whom a mail is with."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter.capture.models import CapturedMail
from pacesetter.capture.newcomers import company_named
from pacesetter.capture.verbs import guards
from pacesetter.core.refusal import NotAllowed
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import add_company, add_contact
from pacesetter.people.models import Member


def add_newcomer(
    mail: CapturedMail, *, by: Member, name: str, company: Company | None = None, company_name: str = ""
) -> Contact:
    """Add the person with the address that the mail has, in this company, or in a new lead of `company_name` (which
    gets the address's domain, unless it is one of freemail); without either, in none.

    Raises a `Refusal` where there is such a company or a contact with this address already, and for a missing name.
    """
    with transaction.atomic():
        row = guards.own_mail(mail, by)
        return _add(row.address, by, name, company, company_name)


def add_recipient(
    address: str, *, by: Member, name: str, company: Company | None = None, company_name: str = ""
) -> Contact:
    """The same for somebody to whom a mail is being written, which nobody has kept yet."""
    if by.is_archived:
        raise NotAllowed(_("E-mail is classified by whose it is."))
    with transaction.atomic():
        return _add(address.strip().lower(), by, name, company, company_name)


def _add(address: str, by: Member, name: str, company: Company | None, company_name: str) -> Contact:
    if company is None and company_name.strip():
        company = add_company(by=by, name=company_name, sales_rep=by, domain=company_named(address)[1])
    contact = add_contact(by=by, name=name, company=company, email=address)
    # Whoever else wrote from there waits with the same question: it is answered for them too.
    CapturedMail.objects.filter(owner=by, address=address, contact__isnull=True).update(
        contact=contact, company=company
    )
    return contact
