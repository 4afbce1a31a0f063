"""Brevo."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from pacesetter.integrations.brevo import client, filling
from pacesetter.integrations.brevo.filling import FIRST_NAME, LAST_NAME
from pacesetter.integrations.brevo.webhooks import BrevoWebhooks
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
from pacesetter.integrations.gates.rules import Limit
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import Checked, Field


class BrevoProvider(CampaignSource):
    """Connected by API key. What recipients did is told contact by contact."""

    key = "brevo"
    label = "Brevo"
    symbol = "speakerphone"
    help_text = _("Campaigns that are sent there count here, and stand with the companies that received them.")
    key_how_to = (
        _("In Brevo, open your name at the top right, then SMTP & API, then API keys."),
        _("Create a key, and copy it: Brevo shows it once."),
        _("Enter it here. It begins with xkeysib-."),
    )
    key_fields = (Field("api_key", _("API key"), is_secret=True),)
    settings_fields = (
        Field("first_name", _("Attribute of the first name"), _("As it is called in Brevo."), default=FIRST_NAME),
        Field("last_name", _("Attribute of the last name"), default=LAST_NAME),
        Field("api_url", _("Address of the API"), default="https://api.brevo.com/v3", is_address=True),
    )
    # Ten in a second for contacts, on every plan; the rest allows more.
    limits = (Limit(8, 1),)
    at_once = 2
    webhooks = BrevoWebhooks()
    asks_each = True
    fills_at_once = filling.AT_ONCE

    def headers(self, connection: Connection, secrets: Mapping[str, str]) -> Mapping[str, str]:
        return {"api-key": secrets.get("api_key", ""), "Accept": "application/json"}

    def check(self, caller: Caller) -> Checked:
        return Checked([client.account(caller)])

    def sent_campaigns(self, caller: Caller, *, since: datetime, place: str = "") -> Page[SentCampaign]:
        return client.sent_campaigns(caller, since=since, place=place)

    def recipients(self, caller: Caller, campaign_id: str, *, place: str = "") -> Page[Recipient]:
        return client.recipients(caller, campaign_id, place=place)

    def deeds_of(self, caller: Caller, campaign_id: str, recipient: Recipient) -> Deeds | None:
        return client.deeds_of(caller, campaign_id, recipient)

    def unsubscribes(self, caller: Caller, campaign_id: str, *, place: str = "") -> Page[Unsubscribe]:
        """They are told with what each did."""
        return Page([])

    def audiences(self, caller: Caller, *, place: str = "") -> Page[Audience]:
        return client.audiences(caller, place=place)

    def fill(self, caller: Caller, audience_id: str, people: Sequence[Subscriber]) -> Filled:
        return filling.fill(caller, audience_id, people)

    def rename(self, caller: Caller, audience_id: str, person: Subscriber) -> bool:
        return filling.rename(caller, person)
