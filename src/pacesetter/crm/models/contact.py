"""Contacts: the people in a company."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models.company import Company
from pacesetter.tenancy.models import Tenanted


class Contact(Tenanted):
    """A person, usually in a company. E-mail addresses are kept in lower case, phone numbers as E.164."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=32, blank=True)
    job_title = models.CharField(_("job title"), max_length=100, blank=True)
    note = models.TextField(_("note"), blank=True)
    import_batch_id = models.BigIntegerField(null=True, blank=True, editable=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["organisation", "email"], name="contact_by_email"),
            models.Index(fields=["organisation", "phone"], name="contact_by_phone"),
            models.Index(fields=["organisation", "company"], name="contact_by_company"),
            models.Index(
                fields=["organisation", "name", "id"],
                condition=models.Q(archived_at__isnull=True, merged_into__isnull=True),
                name="contact_in_use_by_name",
            ),
            models.Index(
                fields=["organisation", "import_batch_id"],
                condition=models.Q(import_batch_id__isnull=False),
                name="contact_by_import",
            ),
        ]

    def __str__(self) -> str:
        return self.name
