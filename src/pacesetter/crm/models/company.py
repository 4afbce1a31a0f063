"""Companies: leads and clients."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Replace
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class CompanyKind(models.TextChoices):
    """Whether the company has bought yet."""

    LEAD = "lead", _("Lead")
    CLIENT = "client", _("Client")


IN_USE = models.Q(archived_at__isnull=True, merged_into__isnull=True)


class Company(Tenanted):
    """A company that the team sells to. `name_key` is the name as matching sees it (see `crm.matching`).

    `last_contact_on`, `next_due_on` and `has_plans` follow from its activities: the last local day on which one was
    completed, the first day on which one is due, and whether any is planned. Triggers on activities keep them (see
    docs/decisions/last-contact-on-the-company.md); nothing else writes them.
    """

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
    last_contact_on = models.DateField(_("last contact"), null=True, blank=True, editable=False)
    next_due_on = models.DateField(_("next activity"), null=True, blank=True, editable=False)
    has_plans = models.BooleanField(default=False, db_default=False, editable=False)
    # Whether a call cycle must be looked for when something is completed here. Most companies have none, and recording
    # an activity shall not cost a query for it.
    has_call_cycle = models.BooleanField(default=False, db_default=False, editable=False)
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
            # What lists and the recency board show: those in use alone.
            # `has_plans` stands in it so that who has been forgotten is told from those with plans without their rows.
            models.Index(
                fields=["organisation", "last_contact_on", "id", "has_plans"],
                condition=IN_USE,
                name="company_by_last_contact_plans",
            ),
            models.Index(fields=["organisation", "next_due_on", "id"], condition=IN_USE, name="company_by_next_due"),
            models.Index(fields=["organisation", "name_key", "id"], condition=IN_USE, name="company_in_use_by_name"),
            models.Index(
                fields=["organisation", "name_key", "id"],
                condition=IN_USE & models.Q(has_plans=False),
                name="company_without_plans",
            ),
            # What is looked through for look-alikes, in the order of what they share: it ends with the first hundred,
            # and reads no row. PostgreSQL sees that it need not only where the name itself is in the index too.
            models.Index(
                fields=["organisation", "domain"],
                condition=IN_USE & ~models.Q(domain=""),
                name="company_in_use_by_domain",
            ),
            models.Index(
                models.F("organisation"),
                Replace("name_key", models.Value(" "), models.Value("")),
                models.F("name_key"),
                condition=IN_USE,
                name="company_in_use_by_lettering",
            ),
            models.Index(
                fields=["organisation", "import_batch_id"],
                condition=models.Q(import_batch_id__isnull=False),
                name="company_by_import",
            ),
        ]

    def __str__(self) -> str:
        return self.name
