"""Campaigns and their recipients as tables."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.integrations.models import Campaign, CampaignRecipient
from pacesetter.web.campaigns.shown import shown_campaign, shown_recipient
from pacesetter.web.exports import ExportTable, Row


def campaigns_export(rows: QuerySet[Campaign]) -> ExportTable:
    """The campaigns that were found."""
    headings = [_("Campaign"), _("Sent"), _("Counts for"), _("Sender"), _("Recipients"), _("State"), _("Question")]
    return ExportTable(_("Campaigns"), headings, _campaigns(rows))


def recipients_export(campaign: Campaign, rows: QuerySet[CampaignRecipient]) -> ExportTable:
    """Who got the campaign, and what they did. Addresses that were erased are empty."""
    headings = [
        _("Address"), _("Contact"), _("Company"), _("First opened"), _("Last opened"), _("Opens"),
        _("Clicks"), _("Bounced"), _("Unsubscribed"), _("In words"),
    ]  # fmt: skip
    return ExportTable(str(campaign), headings, _recipients(rows))


def _campaigns(rows: QuerySet[Campaign]) -> Iterator[Row]:
    for row in rows.iterator(chunk_size=500):
        line = shown_campaign(row)
        yield (line.name, row.sent_at, line.who, line.from_whom, row.total, line.state, line.question)


def _recipients(rows: QuerySet[CampaignRecipient]) -> Iterator[Row]:
    for row in rows.iterator(chunk_size=500):
        line = shown_recipient(row)
        yield (
            line.address,
            line.contact,
            line.company,
            row.first_open_at,
            row.last_open_at,
            row.opens,
            row.clicks,
            bool(row.bounce),
            row.left_at,
            line.words,
        )
