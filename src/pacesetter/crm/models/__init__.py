"""Companies and the people in them."""

from pacesetter.crm.models.company import Company, CompanyKind
from pacesetter.crm.models.contact import Contact
from pacesetter.crm.models.external_id import CompanyExternalId, ContactExternalId

__all__ = ["Company", "CompanyExternalId", "CompanyKind", "Contact", "ContactExternalId"]
