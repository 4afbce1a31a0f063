"""Logging add-ins in by the Microsoft account that Outlook has already."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models import Member
from pacesetter.tenancy.models import Tenanted


class EntraApp(Tenanted):
    """The application that the organisation has registered in its Entra ID for the add-in: its tenant is believed."""

    tenant_id = models.UUIDField(_("tenant ID"))
    client_id = models.UUIDField(_("application (client) ID"))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation"], name="one_entra_app_per_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} in {self.tenant_id}"


class EntraIdentity(Tenanted):
    """Who a member is in a tenant. `object_id` never changes and is never given to somebody else; addresses are."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="entra_identities")
    tenant_id = models.UUIDField()
    object_id = models.UUIDField()
    linked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "tenant_id", "object_id"], name="one_member_per_entra_identity"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["tenant_id", "object_id"], name="entra_identity_of_anybody"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} as {self.object_id}"
