"""Addresses of recipients who are no contacts are other people's data: they are erased some time after a campaign."""

from datetime import datetime, timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.models import Campaign

# Long enough to add as contacts who ought to be some, and long after the last look at what they did.
KEPT_FOR = timedelta(days=90)


def erased_at(campaign: Campaign) -> datetime:
    """When the addresses were erased, or will be."""
    return campaign.erased_at or campaign.sent_at + KEPT_FOR


def to_erase(now: datetime) -> list[int]:
    """The campaigns whose time has come."""
    rows = Campaign.objects.filter(sent_at__lt=now - KEPT_FOR, erased_at__isnull=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def erase_addresses(campaign_id: int) -> int:
    """Erase them; the counts stay. Of those who left or can't be reached they are kept: without them nobody would know
    that these may not be written to. Answers how many were erased."""
    with transaction.atomic():
        campaign: Campaign = Campaign.objects.select_for_update().get(pk=campaign_id)
        unknown = campaign.recipients.filter(contact__isnull=True, left_at__isnull=True).exclude(bounce="hard")
        count: int = unknown.exclude(address="").update(address="")
        campaign.erased_at = clock.now()
        campaign.save(update_fields=["erased_at"])
    return count
