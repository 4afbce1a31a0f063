"""Find campaigns that went out."""

from datetime import timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.deciding import count_campaign
from pacesetter.integrations.campaigns.shapes import SentCampaign
from pacesetter.integrations.campaigns.source import source_of
from pacesetter.integrations.models import Campaign, CampaignSettings, Connection

# How far back the first look goes, where nobody says otherwise.
FIRST_LOOK = timedelta(days=30)
# One that is scheduled for several zones gets its moment late.
_OVERLAP = timedelta(days=2)


def settings_of(connection: Connection) -> CampaignSettings:
    """The settings, made where there are none yet."""
    row, _made = CampaignSettings.objects.get_or_create(
        connection=connection, defaults={"since": connection.created_at - FIRST_LOOK}
    )
    found: CampaignSettings = row
    return found


def find_campaigns(connection: Connection, caller: Caller) -> None:
    """Ask for campaigns, and keep and count those that are new. Raises `Failure`."""
    settings, source = settings_of(connection), source_of(connection)
    newest = Campaign.objects.filter(connection=connection).order_by("-sent_at").first()
    is_earlier = settings.looked_since is None or settings.since < settings.looked_since
    since = settings.since if newest is None or is_earlier else max(settings.since, newest.sent_at - _OVERLAP)
    place = ""
    while True:
        page = source.sent_campaigns(caller, since=since, place=place)
        for sent in page.rows:
            # The other side may tell of earlier ones all the same.
            if sent.sent_at >= settings.since:
                _keep(connection, settings, sent)
        place = page.next
        if not place:
            break
    if is_earlier:
        CampaignSettings.objects.filter(pk=settings.pk).update(looked_since=settings.since)


def _keep(connection: Connection, settings: CampaignSettings, sent: SentCampaign) -> None:
    with transaction.atomic():
        row, made = Campaign.objects.get_or_create(
            connection=connection,
            external_id=sent.id[:100],
            defaults={
                "subject": sent.subject[:300],
                "title": sent.title[:300],
                "sender_name": sent.sender_name[:200],
                "sender_address": sent.sender_address[:254],
                "audience_id": sent.audience_id[:100],
                "audience_name": sent.audience_name[:200],
                "sent_at": sent.sent_at,
                "total": sent.recipients,
                "looked_at": clock.now(),
            },
        )
        if made:
            count_campaign(row, settings)
