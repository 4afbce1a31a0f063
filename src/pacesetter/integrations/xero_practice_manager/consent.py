"""What every provider of Xero's has in common: consent, and which tenants it reaches."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates.rules import Limit
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Account, Checked, Field, OAuthWay, Provider

AUTHORIZE, TOKEN = "{login_url}/identity/connect/authorize", "{identity_url}/connect/token"


def consent_to(*scopes: str) -> OAuthWay:
    """Xero's consent to these scopes; the client's secret is sent as Basic."""
    return OAuthWay(AUTHORIZE, TOKEN, scopes=("offline_access", *scopes), secret_in_form=False)


class XeroProvider(Provider):
    """A subclass says which sort of tenant it is for, and in which form it is answered."""

    symbol = "briefcase"
    settings_fields: Sequence[Field] = (
        Field("api_url", _("Address of the API"), default="https://api.xero.com", is_address=True),
        Field("login_url", _("Address of the log-in"), default="https://login.xero.com", is_address=True),
        Field("identity_url", _("Address of the tokens"), default="https://identity.xero.com", is_address=True),
    )
    # Xero permits 60 a minute, 5000 a day and 5 at once; some of it is left to other apps.
    limits = (Limit(50, 60), Limit(4500, 86_400))
    at_once = 4
    tenant_type: ClassVar[str]
    accepts: ClassVar[str] = "application/json"

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        tenant = {"Xero-Tenant-Id": connection.account_id} if connection.account_id else {}
        return {"Authorization": f"Bearer {secrets.get('access_token', '')}", "Accept": self.accepts, **tenant}

    def check(self, caller: Caller) -> Checked:
        found = caller.get("/connections", headers={"Accept": "application/json"}).json()
        tenants = [
            Account(str(one["tenantId"]), str(one.get("tenantName") or one["tenantId"]))
            for one in found
            if isinstance(one, dict) and one.get("tenantType") == self.tenant_type and one.get("tenantId")
        ]
        if not tenants:
            raise Failure(FailureKind.CONFIGURATION, "The consent reaches nothing that this can be used with.")
        return Checked(tenants)
