"""Add a company."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.core.refusal import Refusal
from pacesetter.crm.fields import checked, domain_of_website
from pacesetter.crm.matching import companies_named, name_key
from pacesetter.crm.models import Company
from pacesetter.crm.verbs import guards
from pacesetter.people.models import Member


class CompanyFields(TypedDict, total=False):
    """What can be said of a company. The phone number is brought to its international form."""

    sales_rep: Member | None
    account_manager: Member | None
    domain: str
    phone: str
    website: str
    address: str
    country: str
    note: str


def add_company(
    *, by: Member | None, name: str, allow_same_name: bool = False, **fields: Unpack[CompanyFields]
) -> Company:
    """Add a company as a lead. Its e-mail domain is taken from the website where none is given.

    Raises a `Refusal` for a value that cannot be, and (with the code "same_name") where a company's name means the
    same: look there first, or say `allow_same_name`.
    """
    guards.of_this_house(by)
    kept = checked({"name": name, **fields})
    for role in ("sales_rep", "account_manager"):
        guards.still_here(kept.get(role), role)
    if not kept.get("domain"):
        kept["domain"] = domain_of_website(kept.get("website", ""))
    with transaction.atomic():
        if not allow_same_name and companies_named(kept["name"]):
            # A rep may not see a colleague's customer, but must learn that somebody has it.
            raise Refusal(
                _("There is a company “%(name)s” already, perhaps a colleague's.") % {"name": kept["name"]},
                field="name",
                code="same_name",
            )
        company: Company = Company.objects.create(name_key=name_key(kept["name"]), **kept)
        after = {"name": company.name, "sales_rep_id": company.sales_rep_id}
        events.record(
            "company.added", "company", company.pk, by_id=by.pk if by else None, data={"before": {}, "after": after}
        )
    return company
