"""Brevo's words to ours. Pure. What lacks what it can't do without is left out, as None."""

import csv
import hashlib
from collections.abc import Iterator
from io import StringIO
from typing import Any

from pacesetter.integrations.campaigns.shapes import (
    Audience,
    Deed,
    DeedKind,
    Deeds,
    Recipient,
    SentCampaign,
)
from pacesetter.integrations.campaigns.unverified import moment_at, text_at, value_at

# One who opened it more often than that is a program.
_MOST = 1000


def id_of(address: str) -> str:
    """What a recipient is called here: Brevo's exports tell the address alone."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:40]


def campaign(row: Any) -> SentCampaign | None:
    """A campaign of the list. One that has no moment was not sent."""
    sent_at, campaign_id = moment_at(row, "sentDate"), value_at(row, "id")
    if sent_at is None or not isinstance(campaign_id, int):
        return None
    sender, lists = value_at(row, "sender"), value_at(value_at(row, "recipients"), "lists")
    stats = value_at(value_at(row, "statistics"), "globalStats")
    sent = value_at(stats, "sent")
    audience = str(lists[0]) if isinstance(lists, list) and lists else ""
    return SentCampaign(
        id=str(campaign_id),
        subject=text_at(row, "subject") or text_at(row, "subjectA"),
        title=text_at(row, "name"),
        sender_name=text_at(sender, "name"),
        sender_address=text_at(sender, "email").lower(),
        audience_id=audience,
        # Its name would cost a request for each campaign.
        audience_name="",
        sent_at=sent_at,
        recipients=sent if isinstance(sent, int) and sent > 0 else 0,
    )


def audience(row: Any) -> Audience | None:
    """A list of contacts."""
    list_id, count = value_at(row, "id"), value_at(row, "uniqueSubscribers")
    if not isinstance(list_id, int):
        return None
    return Audience(str(list_id), text_at(row, "name"), count if isinstance(count, int) else None)


def recipients(exported: bytes) -> Iterator[Recipient]:
    """The addresses of an exported file, each once. Which column they stand in is not documented, so it is found: the
    first one in which the first row has an address."""
    lines = csv.reader(StringIO(exported.decode("utf-8-sig", "replace"), newline=""), delimiter=_delimiter(exported))
    column, seen = None, set()
    for row in lines:
        if column is None:
            column = next((number for number, cell in enumerate(row) if _is_address(cell)), None)
            if column is None:
                continue
        address = row[column].strip().lower() if column < len(row) else ""
        if _is_address(address) and address not in seen:
            seen.add(address)
            yield Recipient(id_of(address), address)


def deeds(body: Any, campaign_id: str, recipient_id: str) -> Deeds:
    """What one contact did with one campaign, of the statistics of that contact over all campaigns."""
    found: list[Deed] = []
    for row in _of(body, "opened", campaign_id):
        found += _counted(DeedKind.OPEN, row, "")
    for row in _of(body, "clicked", campaign_id):
        links = value_at(row, "links")
        for link in links if isinstance(links, list) else []:
            found += _counted(DeedKind.CLICK, link, text_at(link, "url"))
    for name, how in (("hardBounces", "hard"), ("softBounces", "soft")):
        for row in _of(body, name, campaign_id):
            at = moment_at(row, "eventTime")
            found += [Deed(DeedKind.BOUNCE, at, how)] if at else []
    left = _of(value_at(body, "unsubscriptions"), "userUnsubscription", campaign_id)
    moments = [moment for row in left if (moment := moment_at(row, "eventTime")) is not None]
    return Deeds(recipient_id, found, min(moments, default=None))


def _counted(kind: DeedKind, row: Any, detail: str) -> list[Deed]:
    at, count = moment_at(row, "eventTime"), value_at(row, "count")
    times = min(count, _MOST) if isinstance(count, int) and count > 0 else 1
    return [Deed(kind, at, detail)] * times if at else []


def _of(body: Any, name: str, campaign_id: str) -> list[Any]:
    rows = value_at(body, name)
    return [one for one in rows if str(value_at(one, "campaignId")) == campaign_id] if isinstance(rows, list) else []


def _delimiter(exported: bytes) -> str:
    first = exported.partition(b"\n")[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def _is_address(text: str) -> bool:
    name, at, host = text.strip().rpartition("@")
    return bool(at and name and "." in host and " " not in text.strip())
