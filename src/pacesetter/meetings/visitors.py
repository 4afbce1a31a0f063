"""Who a visitor of a booking page is: a known contact, or a new one."""

from pacesetter.core.refusal import Refusal
from pacesetter.crm.matching import companies_named, company_domain_of, company_for_email
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import add_company, add_contact
from pacesetter.people.models import Member


def contact_of_visitor(*, name: str, email: str, company: str, host: Member) -> Contact:
    """The contact with this address; else a new one, of the company to which the address belongs, else of a new lead of
    the host. What a visitor says of themselves changes nothing that is known already, and joins them to no company
    that is: only its own address does. Raises a `Refusal` for what can't be a name or an address."""
    known = Contact.objects.filter(email=email.strip().lower(), merged_into__isnull=True, archived_at__isnull=True)
    found = known.select_related("company").order_by("pk").first()
    if found is not None:
        return found
    return add_contact(by=None, name=name, email=email, company=company_for_email(email) or _lead(email, company, host))


def _lead(email: str, company: str, host: Member) -> Company | None:
    domain = company_domain_of(email)
    if host.organisation.email_domains and domain in host.organisation.email_domains:
        return None  # a colleague
    name = company.strip() or domain
    if not name or companies_named(name):
        return None
    try:
        return add_company(by=None, name=name, domain=domain, sales_rep=host)
    except Refusal as refusal:
        raise Refusal(refusal.message, field="company", code=refusal.code) from refusal
