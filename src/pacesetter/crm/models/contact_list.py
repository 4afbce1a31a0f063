"""A saved choice of contacts."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.crm.models.company import CompanyKind
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class ContactList(Tenanted):
    """Contacts that fit, whoever they are when the list is used: what is empty is not asked for. `words` is what the
    search of contacts understands; `silent_days` leaves out companies that were in contact since."""

    name = models.CharField(_("name"), max_length=100)
    words = models.CharField(_("name, e-mail address or number"), max_length=200, blank=True)
    kind = models.CharField(_("lead or client"), max_length=10, choices=CompanyKind, blank=True)
    sales_rep = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sales rep")
    )
    silent_days = models.PositiveIntegerField(_("days without contact"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_contact_list_per_name"),
        ]

    def __str__(self) -> str:
        return self.name
