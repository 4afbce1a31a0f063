"""Take in a report: verified at the door, reduced to what is needed, and acted upon by a job."""

import hashlib
from collections.abc import Mapping

from django.db import transaction

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.core.sealing import Unsealable
from pacesetter.integrations.campaigns.source import CampaignSource
from pacesetter.integrations.campaigns.webhooks.addresses import hash_of
from pacesetter.integrations.campaigns.webhooks.shape import Heard, Unreadable, Unverified, Webhooks
from pacesetter.integrations.models import CampaignWebhook, ConnectionState
from pacesetter.integrations.providers import providers
from pacesetter.tenancy.scope import scope
from pacesetter.tenancy.sealed import opened

# A report of one recipient has a few kB.
MOST_BYTES = 64 * 1024


def webhook_of(token: str) -> CampaignWebhook | None:
    """The webhook with this token in its address, None where there is none, and where its connection has ended. Needs
    no organisation in scope: the address says whose it is."""
    rows = CampaignWebhook.across_organisations.filter(address_hash=hash_of(token))
    row: CampaignWebhook | None = rows.select_related("organisation", "connection").first()
    if row is None or row.connection.state == ConnectionState.ENDED:
        return None
    return row


def receive(row: CampaignWebhook, body: bytes, headers: Mapping[str, str]) -> None:
    """Verify the report, and enqueue what is to be done about it: once, however often it is delivered.

    Raises `Unverified` and `Unreadable`; then nothing is kept but that it happened.
    """
    try:
        heard = _verified(row, body, headers)
    except (Unverified, Unreadable) as error:
        _note(row, last_error=str(error)[:300], last_error_at=clock.now())
        raise
    with scope(row.organisation), transaction.atomic():
        _note(row, last_report_at=clock.now())
        if heard:
            jobs.enqueue(
                "integrations.hear_of_campaign",
                {"connection": row.connection_id, "heard": [_told(one) for one in heard]},
                key=f"{row.pk}:{hashlib.sha256(body).hexdigest()}",
            )


def _verified(row: CampaignWebhook, body: bytes, headers: Mapping[str, str]) -> list[Heard]:
    webhooks = webhooks_of(row)
    if webhooks is None:
        raise Unreadable("this system reports nothing")
    try:
        secret = opened(row, "secret")
    except Unsealable as error:
        raise Unverified("the signing secret can't be opened with the keys of this installation") from error
    webhooks.verify(body, headers, secret, now=clock.now())
    return list(webhooks.read(body, row.audience_id))


def webhooks_of(row: CampaignWebhook) -> Webhooks | None:
    """How the system of this webhook reports."""
    provider = providers().get(row.connection.provider)
    return provider.webhooks if isinstance(provider, CampaignSource) else None


def _note(row: CampaignWebhook, **values: object) -> None:
    with scope(row.organisation):
        CampaignWebhook.objects.filter(pk=row.pk).update(**values)


def _told(one: Heard) -> dict[str, str]:
    return {
        "kind": one.kind.value,
        "campaign": one.campaign_id[:100],
        "recipient": one.recipient_id[:100],
        "at": one.at.isoformat(),
    }
