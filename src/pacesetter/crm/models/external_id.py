"""What our companies and contacts are called in other systems."""

from typing import ClassVar

from django.db import models

from pacesetter.crm.models.company import Company
from pacesetter.crm.models.contact import Contact
from pacesetter.tenancy.models import Tenanted


class CompanyExternalId(Tenanted):
    """A company's id in another system. The pair (source, external id) is one company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="external_ids")
    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "source", "external_id"], name="one_company_per_external"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"


class ContactExternalId(Tenanted):
    """A contact's id in another system. The pair (source, external id) is one contact."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="external_ids")
    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "source", "external_id"], name="one_contact_per_external"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"
