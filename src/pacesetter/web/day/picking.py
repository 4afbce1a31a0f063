"""Picking companies and contacts: what a form sends, and what it is answered where that isn't clear.

With script a picker sends ids. Without, it sends what was typed; then the form comes back with what was found to choose
from. Nothing is ever taken for meant that could be something else.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from pacesetter.core.refusal import Refusal
from pacesetter.core.written_ids import written_id, written_ids
from pacesetter.crm.access import contacts_seen_by, get_company_for
from pacesetter.crm.finding import companies_like, company_named, contacts_like
from pacesetter.crm.models import Company, Contact
from pacesetter.crm.verbs import add_company, add_contact
from pacesetter.people.models import Member

NEW = "new"


@dataclass
class CompanyPick:
    """What the form knows of the company. `choices` are offered where the text could mean several or none."""

    company: Company | None = None
    text: str = ""
    is_new: bool = False
    choices: Sequence[Company] = ()
    error: str = ""


@dataclass
class ContactPick:
    """The same for contacts; `new_name` becomes one of the company."""

    contacts: list[Contact] = field(default_factory=list)
    text: str = ""
    new_name: str = ""
    choices: Sequence[Contact] = ()
    error: str = ""


def picked_company(viewer: Member, data: QueryDict) -> CompanyPick:
    """Read the company. A wrong id counts as none."""
    text, value = data.get("company_text", "").strip()[:200], data.get("company", "")
    if value == NEW and text:
        return CompanyPick(text=text, is_new=True)
    if (company_id := written_id(value)) is not None:
        try:
            company = get_company_for(viewer, company_id)
        except Company.DoesNotExist:
            company = None
        # Whoever types over what was picked means what was typed.
        if company is not None and text in ("", company.name):
            return CompanyPick(company, company.name)
        if company is not None and data.get("company_chosen"):
            return CompanyPick(company, company.name)
    if not text:
        return CompanyPick()
    if company := company_named(viewer, text):
        return CompanyPick(company, company.name)
    found = companies_like(viewer, text)
    error = _("Choose which one you mean.") if found else _("No company of yours is called that. Choose what to do.")
    return CompanyPick(text=text, choices=found, error=error)


def picked_contacts(viewer: Member, data: QueryDict, company: Company | None) -> ContactPick:
    """Read the contacts: those with a mark, and what was typed beside them."""
    ids = written_ids(data.getlist("contacts"))[:50]
    contacts = list(contacts_seen_by(viewer).filter(pk__in=ids).select_related("company").order_by("name", "pk"))
    text = data.get("contact_text", "").strip()[:200]
    if NEW in data.getlist("contacts") and text:
        return ContactPick(contacts, text, new_name=text)
    if not text or any(contact.name.casefold() == text.casefold() for contact in contacts):
        return ContactPick(contacts)
    found = [one for one in contacts_like(viewer, text, company) if one not in contacts]
    exact = [one for one in found if one.name.casefold() == text.casefold()]
    if len(exact) == 1 and len(found) == 1:
        return ContactPick([*contacts, exact[0]])
    if found and data.get("contacts_chosen"):
        return ContactPick(contacts)
    error = _("Choose whom you mean.") if found else _("Nobody of your contacts is called that. Choose what to do.")
    return ContactPick(contacts, text, choices=found, error=error)


def company_to_use(pick: CompanyPick, by: Member) -> Company | None:
    """The company, added now where it is new. Raises a `Refusal`."""
    if not pick.is_new:
        return pick.company
    try:
        return add_company(by=by, name=pick.text, sales_rep=by)
    except Refusal as refusal:
        raise Refusal(refusal.message, field="company", code=refusal.code) from refusal


def contacts_to_use(pick: ContactPick, company: Company | None, by: Member) -> list[Contact]:
    """The contacts, with the new one added now. Raises a `Refusal`."""
    if not pick.new_name:
        return pick.contacts
    try:
        return [*pick.contacts, add_contact(by=by, name=pick.new_name, company=company)]
    except Refusal as refusal:
        raise Refusal(refusal.message, field="contacts", code=refusal.code) from refusal
