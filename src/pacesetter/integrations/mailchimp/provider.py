"""Mailchimp."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.shapes import (
    Audience,
    Deeds,
    Filled,
    Page,
    Recipient,
    SentCampaign,
    Subscriber,
    Unsubscribe,
)
from pacesetter.integrations.campaigns.source import CampaignSource
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mailchimp import client
from pacesetter.integrations.mailchimp.webhooks import MailchimpWebhooks
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Checked, Field, OAuthWay
from pacesetter.integrations.secrets_of import secrets_of


class MailchimpProvider(CampaignSource):
    """Connected by API key or by consent. Tokens neither expire nor have scopes; an account lives in a data centre,
    which the key's end names, and which Mailchimp tells after a consent."""

    key = "mailchimp"
    label = "Mailchimp"
    symbol = "speakerphone"
    help_text = _("Campaigns that are sent there count here, and stand with the companies that received them.")
    how_to = (
        _("In Mailchimp, open Account & billing, then Extras, then Registered apps."),
        _("Register an app, with the address below as redirect URI."),
        _("Enter its client ID and secret here: Mailchimp shows the secret once."),
    )
    key_how_to = (
        _("In Mailchimp, open Account & billing, then Extras, then API keys."),
        _("Create a key, and copy it: Mailchimp shows it once."),
        _("Enter it here. It ends in the name of your data centre, such as us6."),
    )
    key_fields = (Field("api_key", _("API key"), is_secret=True),)
    oauth = OAuthWay("{login_url}/oauth2/authorize", "{login_url}/oauth2/token", keeps_tokens=True)
    settings_fields = (
        Field(
            "api_url",
            _("Address of the API"),
            _("Leave it empty: it follows from the key or the consent."),
            is_required=False,
            is_address=True,
        ),
        Field("login_url", _("Address for consent"), default="https://login.mailchimp.com", is_address=True),
    )
    # Mailchimp allows ten at once for all apps of a user together, and tells nobody how many are left.
    at_once = 4
    webhooks = MailchimpWebhooks()
    fills_at_once = 500

    def base_url(self, connection: Connection) -> str:
        """The data centre of the account; where it isn't known yet, the address that tells it."""
        given = str(connection.setting("api_url") or connection.setting("api_endpoint"))
        if not given and connection.way == "oauth":
            return str(connection.setting("login_url"))
        return f"{given or _address_of(secrets_of(connection).get('api_key', ''))}/3.0"

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        if connection.way == "oauth":
            return super().headers(connection, secrets)
        pair = base64.b64encode(f"pacesetter:{secrets.get('api_key', '')}".encode()).decode()
        return {"Authorization": f"Basic {pair}", "Accept": "application/json"}

    def check(self, caller: Caller) -> Checked:
        """Whose account it is. After a consent, where it lives is asked first."""
        row, settings = caller.connection, {}
        if row.way == "oauth" and not row.setting("api_url"):
            settings["api_endpoint"] = self._endpoint(caller)
        account = client.account(caller)
        return Checked([account], settings)

    def _endpoint(self, caller: Caller) -> str:
        row = caller.connection
        known = str(row.setting("api_endpoint"))
        if known:
            return known
        # This address alone wants the token announced as "OAuth".
        token = secrets_of(row).get("access_token", "")
        told = caller.get("/oauth2/metadata", headers={"Authorization": f"OAuth {token}"}).json()
        endpoint = str(told.get("api_endpoint", "")).rstrip("/") if isinstance(told, dict) else ""
        if urlsplit(endpoint).scheme != "https":
            raise Failure(FailureKind.AUTHORISATION, "Mailchimp does not say where the account lives. Consent again.")
        # Kept at once: the next request goes there, and reads the row anew.
        Connection.objects.filter(pk=row.pk).update(settings={**row.settings, "api_endpoint": endpoint})
        return endpoint

    def sent_campaigns(self, caller: Caller, *, since: datetime, place: str = "") -> Page[SentCampaign]:
        return client.sent_campaigns(caller, since=since, place=place)

    def recipients(self, caller: Caller, campaign_id: str, *, place: str = "") -> Page[Recipient]:
        return client.recipients(caller, campaign_id, place=place)

    def deeds(self, caller: Caller, campaign_id: str, *, since: datetime | None, place: str = "") -> Page[Deeds]:
        return client.deeds(caller, campaign_id, since=since, place=place)

    def unsubscribes(self, caller: Caller, campaign_id: str, *, place: str = "") -> Page[Unsubscribe]:
        return client.unsubscribes(caller, campaign_id, place=place)

    def audiences(self, caller: Caller, *, place: str = "") -> Page[Audience]:
        return client.audiences(caller, place=place)

    def fill(self, caller: Caller, audience_id: str, people: Sequence[Subscriber]) -> Filled:
        return client.fill(caller, audience_id, people)

    def rename(self, caller: Caller, audience_id: str, person: Subscriber) -> bool:
        return client.rename(caller, audience_id, person)


def _address_of(key: str) -> str:
    centre = key.rpartition("-")[2] if "-" in key else ""
    if not centre.isalnum() or not centre.isascii():
        raise Failure(FailureKind.AUTHORISATION, "This is no key of Mailchimp: it ends in a data centre, such as -us6.")
    return f"https://{centre}.api.mailchimp.com"
