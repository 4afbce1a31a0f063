"""Logging in by an organisation's own identity provider (OpenID Connect)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacesetter.people.models.member import Member
from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class IdentityProvider(Tenanted):
    """The provider of an organisation. `is_only_way`: nobody works there by a password any more, but `break_glass`, the
    administrator who gets in where the provider is down."""

    issuer = models.URLField(_("issuer"), max_length=300)
    client_id = models.CharField(_("client ID"), max_length=300)
    client_secret = SealedField(_("client secret"), blank=True)
    is_only_way = models.BooleanField(_("the only way in"), default=False)
    break_glass = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation"], name="one_provider_per_organisation"),
        ]

    def __str__(self) -> str:
        return self.issuer


class ProviderIdentity(Tenanted):
    """Who a member is at a provider. `subject` is the provider's own name for them, which never changes and is never
    given to somebody else; an e-mail address can be."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="provider_identities")
    issuer = models.URLField(_("issuer"), max_length=300)
    subject = models.CharField(_("subject"), max_length=255)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "issuer", "subject"], name="one_member_per_identity"),
            models.UniqueConstraint(fields=["organisation", "issuer", "member"], name="one_identity_per_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member} at {self.issuer}"
