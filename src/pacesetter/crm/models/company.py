"""Companies: leads and clients."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CompanyKind(models.TextChoices):
    """Whether the company has bought yet."""

    LEAD = "lead", _("Lead")
    CLIENT = "client", _("Client")


class Company(Tenanted):
    """A company that the team sells to. `name_key` is the name as matching sees it (see `crm.matching`)."""

    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    kind = models.CharField(_("lead or client"), max_length=10, choices=CompanyKind, default=CompanyKind.LEAD)
    sales_rep = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="companies_sold_to"
    )
    account_manager = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="companies_managed"
    )
    domain = models.CharField(_("e-mail domain"), max_length=200, blank=True)
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.TextField(_("address"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    note = models.TextField(_("note"), blank=True)
    import_batch_id = models.BigIntegerField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "name_key"], name="company_by_name"),
            models.Index(fields=["organisation", "domain"], name="company_by_domain"),
            models.Index(fields=["organisation", "sales_rep"], name="company_by_sales_rep"),
            models.Index(fields=["organisation", "account_manager"], name="company_by_account_manager"),
            models.Index(
                fields=["organisation", "import_batch_id"],
                condition=models.Q(import_batch_id__isnull=False),
                name="company_by_import",
            ),
        ]

    def __str__(self) -> str:
        return self.name
