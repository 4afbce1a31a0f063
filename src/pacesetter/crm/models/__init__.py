"""Companies and the people in them."""

from pacesetter.crm.models.company import IN_USE, Company, CompanyKind
from pacesetter.crm.models.contact import Contact
from pacesetter.crm.models.contact_list import ContactList
from pacesetter.crm.models.external_id import CompanyExternalId, ContactExternalId
from pacesetter.crm.models.suggestion import DifferentCompanies
from pacesetter.crm.models.transfer import CompanyTransfer

__all__ = [
    "IN_USE",
    "Company",
    "CompanyExternalId",
    "CompanyKind",
    "CompanyTransfer",
    "Contact",
    "ContactExternalId",
    "ContactList",
    "DifferentCompanies",
]
