"""Mailchimp's words to ours. Pure. What lacks what it can't do without is left out, as None."""

from typing import Any

from pacesetter.integrations.campaigns.shapes import (
    Audience,
    Deed,
    DeedKind,
    Deeds,
    Filled,
    Recipient,
    SentCampaign,
    Unsubscribe,
)
from pacesetter.integrations.campaigns.unverified import moment_at, text_at, value_at

_BOUNCES = frozenset({"hard", "soft"})
_KINDS = frozenset(DeedKind)


def campaign(row: Any) -> SentCampaign | None:
    """A campaign of the list. One that has no moment was not sent."""
    sent_at, campaign_id = moment_at(row, "send_time"), text_at(row, "id")
    if sent_at is None or not campaign_id:
        return None
    settings, audience = value_at(row, "settings"), value_at(row, "recipients")
    count = value_at(row, "emails_sent")
    return SentCampaign(
        id=campaign_id,
        subject=text_at(settings, "subject_line"),
        title=text_at(settings, "title"),
        sender_name=text_at(settings, "from_name"),
        sender_address=text_at(settings, "reply_to").lower(),
        audience_id=text_at(audience, "list_id"),
        audience_name=text_at(audience, "list_name"),
        sent_at=sent_at,
        recipients=count if isinstance(count, int) and count > 0 else 0,
    )


def recipient(row: Any) -> Recipient | None:
    """Somebody of sent-to."""
    email_id, address = text_at(row, "email_id"), text_at(row, "email_address").lower()
    if not email_id or "@" not in address:
        return None
    status = text_at(row, "status")
    return Recipient(email_id, address, status if status in _BOUNCES else "")


def deeds(row: Any) -> Deeds | None:
    """Somebody of email-activity."""
    email_id, listed = text_at(row, "email_id"), value_at(row, "activity")
    if not email_id:
        return None
    found = map(_deed, listed if isinstance(listed, list) else [])
    return Deeds(email_id, [one for one in found if one is not None])


def unsubscribe(row: Any) -> Unsubscribe | None:
    """Somebody of unsubscribed."""
    email_id, at = text_at(row, "email_id"), moment_at(row, "timestamp")
    return Unsubscribe(email_id, at) if email_id and at else None


def audience(row: Any) -> Audience | None:
    """A list."""
    list_id, count = text_at(row, "id"), value_at(value_at(row, "stats"), "member_count")
    return Audience(list_id, text_at(row, "name"), count if isinstance(count, int) else None) if list_id else None


def filled(created: Any, errors: list[Any]) -> Filled:
    """What came of adding people. The reasons name nobody: the address is taken out."""
    there = [one for one in errors if value_at(one, "error_code") == "ERROR_CONTACT_EXISTS"]
    others = [one for one in errors if value_at(one, "error_code") != "ERROR_CONTACT_EXISTS"]
    reasons = [
        (text_at(one, "error") or "refused").replace(text_at(one, "email_address") or "@", "…")[:200] for one in others
    ]
    known = [text_at(one, "email_address") for one in there]
    return Filled(created if isinstance(created, int) else 0, len(there), reasons, known)


def _deed(row: Any) -> Deed | None:
    action, at = text_at(row, "action"), moment_at(row, "timestamp")
    if action not in _KINDS or at is None:
        return None
    kind = DeedKind(action)
    detail = {DeedKind.OPEN: "", DeedKind.CLICK: "url", DeedKind.BOUNCE: "type"}[kind]
    return Deed(kind, at, text_at(row, detail) if detail else "")
