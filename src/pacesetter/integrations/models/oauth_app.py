"""What an organisation has registered at another system, so that its members can consent there."""

from typing import Any, ClassVar

from django.db import models

from pacesetter.tenancy.models import Tenanted
from pacesetter.tenancy.sealed import SealedField


class OAuthApp(Tenanted):
    """One for each provider. `settings` may be shown (the client's id, addresses), `secrets` are a sealed JSON object.

    `uses` are the keys of what members' accounts are used for, which decide the scopes that are asked for.
    """

    provider = models.CharField(max_length=40)
    settings = models.JSONField(default=dict)
    secrets = SealedField(blank=True)
    uses = models.JSONField(default=list)
    # In the address at which the other side reports to the app: unguessable. None until the app is saved once more.
    push_id = models.CharField(max_length=40, null=True, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["organisation", "provider"], name="one_oauth_app_per_provider"),
        ]

    def __str__(self) -> str:
        return str(self.provider)

    def setting(self, name: str, default: Any = "") -> Any:
        return self.settings.get(name, default)
