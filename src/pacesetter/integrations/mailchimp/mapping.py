"""Mailchimp's words to ours. Pure. What lacks what it can't do without is left out, as None."""

from datetime import UTC, datetime
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

_BOUNCES = frozenset({"hard", "soft"})
_KINDS = frozenset(DeedKind)


def campaign(row: Any) -> SentCampaign | None:
    """A campaign of the list. One that has no moment was not sent."""
    sent_at, campaign_id = _moment(_at(row, "send_time")), _text(_at(row, "id"))
    if sent_at is None or not campaign_id:
        return None
    settings, audience = _at(row, "settings"), _at(row, "recipients")
    count = _at(row, "emails_sent")
    return SentCampaign(
        id=campaign_id,
        subject=_text(_at(settings, "subject_line")),
        title=_text(_at(settings, "title")),
        sender_name=_text(_at(settings, "from_name")),
        sender_address=_text(_at(settings, "reply_to")).lower(),
        audience_id=_text(_at(audience, "list_id")),
        audience_name=_text(_at(audience, "list_name")),
        sent_at=sent_at,
        recipients=count if isinstance(count, int) and count > 0 else 0,
    )


def recipient(row: Any) -> Recipient | None:
    """Somebody of sent-to."""
    email_id, address = _text(_at(row, "email_id")), _text(_at(row, "email_address")).lower()
    if not email_id or "@" not in address:
        return None
    status = _text(_at(row, "status"))
    return Recipient(email_id, address, status if status in _BOUNCES else "")


def deeds(row: Any) -> Deeds | None:
    """Somebody of email-activity."""
    email_id, listed = _text(_at(row, "email_id")), _at(row, "activity")
    if not email_id:
        return None
    found = map(_deed, listed if isinstance(listed, list) else [])
    return Deeds(email_id, [one for one in found if one is not None])


def unsubscribe(row: Any) -> Unsubscribe | None:
    """Somebody of unsubscribed."""
    email_id, at = _text(_at(row, "email_id")), _moment(_at(row, "timestamp"))
    return Unsubscribe(email_id, at) if email_id and at else None


def audience(row: Any) -> Audience | None:
    """A list."""
    list_id, count = _text(_at(row, "id")), _at(_at(row, "stats"), "member_count")
    return Audience(list_id, _text(_at(row, "name")), count if isinstance(count, int) else None) if list_id else None


def filled(created: Any, errors: list[Any]) -> Filled:
    """What came of adding people. The reasons name nobody: the address is taken out."""
    there = [one for one in errors if _at(one, "error_code") == "ERROR_CONTACT_EXISTS"]
    others = [one for one in errors if _at(one, "error_code") != "ERROR_CONTACT_EXISTS"]
    reasons = [
        (_text(_at(one, "error")) or "refused").replace(_text(_at(one, "email_address")) or "@", "…")[:200]
        for one in others
    ]
    return Filled(created if isinstance(created, int) else 0, len(there), reasons)


def _deed(row: Any) -> Deed | None:
    action, at = _text(_at(row, "action")), _moment(_at(row, "timestamp"))
    if action not in _KINDS or at is None:
        return None
    kind = DeedKind(action)
    detail = {DeedKind.OPEN: "", DeedKind.CLICK: "url", DeedKind.BOUNCE: "type"}[kind]
    return Deed(kind, at, _text(_at(row, detail)) if detail else "")


def _at(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else None


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_text(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
