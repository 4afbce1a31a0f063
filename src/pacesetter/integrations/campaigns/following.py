"""Bring a campaign up to date: recipients, what they did, who left. A page at a time, each in one transaction with the
place that the next one begins at: whatever is interrupted, each page is written once, and no more than one is held."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns import keeping
from pacesetter.integrations.campaigns.questions import Question
from pacesetter.integrations.campaigns.shapes import Deeds, Page, Recipient
from pacesetter.integrations.campaigns.source import CampaignSource, source_of
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Campaign, CampaignStep

# Deeds come late by some minutes; and the clocks of the two sides may differ.
OVERLAP = timedelta(hours=1)
# As many requests are lost at most when a worker dies.
_EACH = 50
_HOURLY_FOR = timedelta(days=3)
_DAILY_FOR = timedelta(days=14)

_AFTER = {
    CampaignStep.RECIPIENTS: CampaignStep.DEEDS,
    CampaignStep.DEEDS: CampaignStep.UNSUBSCRIBES,
    CampaignStep.UNSUBSCRIBES: CampaignStep.NOTHING,
}


def next_look(sent_at: datetime, now: datetime) -> datetime | None:
    """When to look again: every hour for three days, then every day until the fourteenth, then never. Pure."""
    age = now - sent_at
    if age < _HOURLY_FOR:
        return now + timedelta(hours=1)
    return now + timedelta(days=1) if age < _DAILY_FOR else None


def begin_look(campaign: Campaign) -> None:
    """Begin to look at what has happened since the last look. The last look of all reads everything once more, so that
    what an earlier one missed is not missed for good."""
    now = clock.now()
    is_last = next_look(campaign.sent_at, now + timedelta(days=1)) is None
    reads_all = is_last or source_of(campaign.connection).asks_each
    campaign.since = None if reads_all else campaign.looked_at - OVERLAP
    campaign.step, campaign.place, campaign.looked_at = CampaignStep.DEEDS, "", now
    campaign.save(update_fields=["since", "step", "place", "looked_at"])


def follow(campaign: Campaign, caller: Caller, *, stay: Callable[[], None]) -> None:
    """Read what is left to read. Raises `Failure`; one that says that the campaign is gone there ends the reading."""
    source = source_of(campaign.connection)
    keeping.match_again(campaign)
    while campaign.step:
        try:
            page = _asked(source, caller, campaign)
        except Failure as failure:
            if failure.status != 404:
                raise
            Campaign.objects.filter(pk=campaign.pk).update(
                step=CampaignStep.NOTHING, next_look_at=None, question=Question.DELETED
            )
            return
        campaign = _kept(campaign, page)
        stay()


def _asked(source: CampaignSource, caller: Caller, campaign: Campaign) -> Page[Any]:
    if campaign.step == CampaignStep.RECIPIENTS:
        return source.recipients(caller, campaign.external_id, place=campaign.place)
    if campaign.step == CampaignStep.DEEDS and source.asks_each:
        return _of_each(source, caller, campaign)
    if campaign.step == CampaignStep.DEEDS:
        return source.deeds(caller, campaign.external_id, since=campaign.since, place=campaign.place)
    return source.unsubscribes(caller, campaign.external_id, place=campaign.place)


def _of_each(source: CampaignSource, caller: Caller, campaign: Campaign) -> Page[Deeds]:
    """What some of the contacts among its recipients did. The place is the last one of them."""
    rows = campaign.recipients.filter(contact__isnull=False, pk__gt=int(campaign.place or 0)).order_by("pk")
    some = list(rows[:_EACH])
    asked = (source.deeds_of(caller, campaign.external_id, Recipient(row.external_id, row.address)) for row in some)
    return Page([one for one in asked if one is not None], str(some[-1].pk) if len(some) == _EACH else "")


def _kept(campaign: Campaign, page: Page[Any]) -> Campaign:
    with transaction.atomic():
        row: Campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if (row.step, row.place) != (campaign.step, campaign.place):
            # Another worker has written this page already.
            return row
        if row.step == CampaignStep.RECIPIENTS:
            keeping.keep_recipients(row, page.rows)
        elif row.step == CampaignStep.DEEDS:
            keeping.keep_deeds(row, page.rows, keep_from=row.looked_at - OVERLAP)
        else:
            keeping.keep_unsubscribes(row, page.rows)
        row.place = page.next
        if not page.next:
            row.step = _AFTER[CampaignStep(row.step)]
        if not row.step:
            row.next_look_at = next_look(row.sent_at, clock.now())
        row.save(update_fields=["step", "place", "next_look_at"])
    return row
