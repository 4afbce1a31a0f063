"""Write a page of what was read, by set. All of it runs in the transaction of `following`."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from pacesetter.activities.models import Activity
from pacesetter.activities.received import Received, add_received
from pacesetter.crm.models import Contact
from pacesetter.integrations.campaigns.deciding import source_key
from pacesetter.integrations.campaigns.shapes import Deed, DeedKind, Deeds, Recipient, Unsubscribe
from pacesetter.integrations.models import Campaign, CampaignRecipient

_BATCH = 1000
_TOLD = ("opens", "first_open_at", "last_open_at", "clicks", "last_click_at", "bounce", "left_at", "recent")


def keep_recipients(campaign: Campaign, page: Sequence[Recipient]) -> None:
    """Keep those who are new, and put the campaign on the companies of those who are contacts."""
    by_id = {one.id[:100]: one for one in page}
    known = set(campaign.recipients.filter(external_id__in=by_id).values_list("external_id", flat=True))
    rows = [
        CampaignRecipient(campaign=campaign, external_id=key, address=one.address[:254], bounce=one.bounce)
        for key, one in by_id.items()
        if key not in known
    ]
    _match(campaign, rows)
    CampaignRecipient.objects.bulk_create(rows)


def match_again(campaign: Campaign) -> int:
    """Look for contacts of recipients who were none: somebody may have been added since. Answers how many there are.
    Contacts who had no company then and have one now get the campaign on it, too."""
    found = 0
    if campaign.activity_id is None:
        return 0
    _put_on_new_companies(campaign)
    emails = Contact.objects.filter(_in_use(), organisation_id=campaign.organisation_id).order_by().values("email")
    # Who has no address any more is like none of those who have none.
    unknown = campaign.recipients.filter(contact__isnull=True, address__in=emails).exclude(address="").order_by("pk")
    while True:
        with transaction.atomic():
            rows = list(unknown.select_for_update(of=("self",))[:_BATCH])
            _match(campaign, rows)
            CampaignRecipient.objects.bulk_update(rows, ["contact", "activity"])
        found += len(rows)
        if len(rows) < _BATCH:
            return found


def _put_on_new_companies(campaign: Campaign) -> None:
    late = campaign.recipients.filter(
        activity__isnull=True, contact__company__isnull=False, contact__merged_into__isnull=True
    ).order_by("pk")
    last = 0
    while True:
        with transaction.atomic():
            rows = list(late.filter(pk__gt=last).select_for_update(of=("self",)).select_related("contact")[:_BATCH])
            _put_on_companies(campaign, rows)
            CampaignRecipient.objects.bulk_update(rows, ["activity"])
        if len(rows) < _BATCH:
            return
        last = rows[-1].pk


def keep_deeds(campaign: Campaign, page: Sequence[Deeds], *, keep_from: datetime) -> None:
    """Count what they did. Where everything is read, what is read is all there is; else what is new is added."""
    by_id = {one.recipient_id[:100]: one.deeds for one in page}
    left = {one.recipient_id[:100]: one.left_at for one in page if one.left_at}
    changed = []
    for row in campaign.recipients.filter(external_id__in=by_id):
        before = _seen(row)
        deeds = by_id[row.external_id]
        if campaign.since is None:
            row.opens, row.clicks, row.first_open_at, row.last_open_at, row.last_click_at = 0, 0, None, None, None
            _add(row, deeds)
            row.recent = [one.mark for one in deeds if one.at >= keep_from]
        else:
            later = [one for one in deeds if one.at > campaign.since]
            _add(row, _unseen(later, row.recent))
            row.recent = [one.mark for one in later]
        row.left_at = row.left_at or left.get(row.external_id)
        if _seen(row) != before:
            changed.append(row)
    _save(changed)


def keep_unsubscribes(campaign: Campaign, page: Sequence[Unsubscribe]) -> None:
    """Note who left."""
    by_id = {one.recipient_id[:100]: one.at for one in page}
    rows = list(campaign.recipients.filter(external_id__in=by_id, left_at__isnull=True))
    for row in rows:
        row.left_at = by_id[row.external_id]
    _save(rows)


def keep_bounce(campaign: Campaign, recipient_id: str) -> None:
    """Note that somebody can't be reached at all."""
    rows = list(campaign.recipients.filter(external_id=recipient_id[:100]).exclude(bounce="hard"))
    for row in rows:
        row.bounce = "hard"
    _save(rows)


def details_of(row: CampaignRecipient) -> dict[str, Any]:
    """What the activity on the company tells."""
    told: dict[str, Any] = {"opened": row.opens > 0}
    if row.opens:
        told |= {"opens": row.opens, "first_open_at": _text(row.first_open_at), "last_open_at": _text(row.last_open_at)}
    if row.clicks:
        told |= {"clicks": row.clicks, "last_click_at": _text(row.last_click_at)}
    if row.bounce:
        told["bounce"] = row.bounce
    if row.left_at:
        told["left_at"] = _text(row.left_at)
    return told


def _match(campaign: Campaign, rows: Sequence[CampaignRecipient]) -> None:
    contacts = _contacts({row.address for row in rows})
    for row in rows:
        row.contact = contacts.get(row.address) or row.contact
    _put_on_companies(campaign, rows)


def _put_on_companies(campaign: Campaign, rows: Sequence[CampaignRecipient]) -> None:
    met: list[tuple[CampaignRecipient, Received]] = []
    for row in rows:
        contact = row.contact
        if contact is not None and contact.company_id is not None:
            key = f"{campaign.external_id}:{row.external_id}"[:200]
            met.append((row, Received(key, contact.company_id, contact.pk, details_of(row))))
    counted = campaign.activity
    if counted is None or not met:
        return
    made = add_received(
        [one for _row, one in met],
        activity_type=counted.activity_type,
        owner=counted.owner,
        source=source_key(campaign),
        subject=counted.subject,
        at=campaign.sent_at,
    )
    for (row, _one), activity in zip(met, made, strict=True):
        row.activity = activity


def _contacts(addresses: Iterable[str]) -> dict[str, Contact]:
    """The contact with each address: one who has a company before one who has none, then the oldest."""
    found = Contact.objects.filter(_in_use(), email__in=list(addresses)).order_by("pk")
    kept: dict[str, Contact] = {}
    for contact in found:
        first = kept.get(contact.email)
        if first is None or (first.company_id is None and contact.company_id is not None):
            kept[contact.email] = contact
    return kept


def _in_use() -> Q:
    return Q(merged_into__isnull=True, archived_at__isnull=True)


def _unseen(deeds: Sequence[Deed], recent: Sequence[str]) -> list[Deed]:
    """Deeds that were not counted yet. Two within a second have the same mark, so marks are counted off."""
    left, found = Counter(recent), []
    for deed in deeds:
        if left[deed.mark]:
            left[deed.mark] -= 1
        else:
            found.append(deed)
    return found


def _add(row: CampaignRecipient, deeds: Sequence[Deed]) -> None:
    for deed in deeds:
        if deed.kind == DeedKind.OPEN:
            row.opens += 1
            row.first_open_at = min(row.first_open_at or deed.at, deed.at)
            row.last_open_at = max(row.last_open_at or deed.at, deed.at)
        elif deed.kind == DeedKind.CLICK:
            row.clicks += 1
            row.last_click_at = max(row.last_click_at or deed.at, deed.at)
        else:
            row.bounce = "hard" if "hard" in (deed.detail, row.bounce) else "soft"


def _seen(row: CampaignRecipient) -> list[Any]:
    return [getattr(row, name) for name in _TOLD]


def _save(rows: Sequence[CampaignRecipient]) -> None:
    # As an insertion that finds them there: an update by CASE takes ten times as long to put together.
    CampaignRecipient.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=_TOLD, batch_size=500
    )
    shown = {row.activity_id: details_of(row) for row in rows if row.activity_id is not None}
    activities = list(Activity.objects.filter(pk__in=shown).only("pk", "organisation_id"))
    for activity in activities:
        activity.details = shown[activity.pk]
    Activity.objects.bulk_update(activities, ["details"], batch_size=250)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
