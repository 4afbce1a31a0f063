"""What is asked of Mailchimp's Marketing API 3.0.

Lists come by `count` and `offset`, at most 1000 at a time. Only the fields that are read are asked for: names,
notes and places of recipients never reach us.
"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import quote

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
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mailchimp import mapping
from pacesetter.integrations.provider import Account

Row = TypeVar("Row")

# Up to 2000 deeds of each recipient come with them, so there are fewer of these on a page.
_PER_PAGE = 1000
_WITH_DEEDS = 500
_CAMPAIGNS = 100

_CAMPAIGN_FIELDS = (
    "id",
    "send_time",
    "emails_sent",
    "settings.subject_line",
    "settings.title",
    "settings.from_name",
    "settings.reply_to",
    "recipients.list_id",
    "recipients.list_name",
)


def account(caller: Caller) -> Account:
    """Whose account it is. Raises `Failure`."""
    body = caller.get("/", params={"fields": "account_id,account_name"}).json()
    if not isinstance(body, dict) or not body.get("account_id"):
        raise Failure(FailureKind.TEMPORARY, "The answer names no account.")
    return Account(str(body["account_id"]), str(body.get("account_name") or ""))


def sent_campaigns(caller: Caller, *, since: datetime, place: str) -> Page[SentCampaign]:
    """Campaigns sent after a moment, oldest first. Raises `Failure`."""
    params = {
        "status": "sent",
        "since_send_time": _written(since),
        "sort_field": "send_time",
        "sort_dir": "ASC",
        "fields": _fields("campaigns", *_CAMPAIGN_FIELDS),
    }
    return _page(caller, "/campaigns", "campaigns", mapping.campaign, place, _CAMPAIGNS, params)


def recipients(caller: Caller, campaign_id: str, *, place: str) -> Page[Recipient]:
    """Whom it was sent to. Raises `Failure`."""
    params = {"fields": _fields("sent_to", "email_id", "email_address", "status")}
    return _page(caller, _report(campaign_id, "sent-to"), "sent_to", mapping.recipient, place, _PER_PAGE, params)


def deeds(caller: Caller, campaign_id: str, *, since: datetime | None, place: str) -> Page[Deeds]:
    """Opens, clicks and bounces. Raises `Failure`."""
    params = {
        "fields": _fields("emails", "email_id", "activity"),
        "since": _written(since) if since else None,
    }
    return _page(caller, _report(campaign_id, "email-activity"), "emails", mapping.deeds, place, _WITH_DEEDS, params)


def unsubscribes(caller: Caller, campaign_id: str, *, place: str) -> Page[Unsubscribe]:
    """Who left because of it. Raises `Failure`."""
    params = {"fields": _fields("unsubscribes", "email_id", "timestamp")}
    path = _report(campaign_id, "unsubscribed")
    return _page(caller, path, "unsubscribes", mapping.unsubscribe, place, _PER_PAGE, params)


def audiences(caller: Caller, *, place: str) -> Page[Audience]:
    """The lists of the account. Raises `Failure`."""
    params = {"fields": _fields("lists", "id", "name", "stats.member_count")}
    return _page(caller, "/lists", "lists", mapping.audience, place, _PER_PAGE, params)


def rename(caller: Caller, audience_id: str, person: Subscriber) -> bool:
    """Change the name alone: whether they are subscribed stays as it is. Raises `Failure`."""
    # Members are known by the digest of their address in small letters.
    key = hashlib.md5(person.address.lower().encode(), usedforsecurity=False).hexdigest()
    path = f"/lists/{quote(audience_id, safe='')}/members/{key}"
    body = {"merge_fields": {name: text for name, text in _named(person).items() if text}}
    params = {"skip_merge_validation": "true"}
    return caller.send("PATCH", path, params=params, json_body=body, accept=(400, 404)).ok


def fill(caller: Caller, audience_id: str, people: Sequence[Subscriber]) -> Filled:
    """Subscribe those who are not in the list yet; nothing changes for those who are. Raises `Failure`."""
    sent = [
        {
            "email_address": one.address,
            "status": "subscribed",
            "merge_fields": _named(one),
        }
        for one in people
    ]
    path = f"/lists/{quote(audience_id, safe='')}"
    # Fields that the list wants of everybody are not known here; nobody is left out for that.
    params = {"skip_merge_validation": "true"}
    body = {"members": sent, "update_existing": False}
    pretend = {"total_created": len(sent), "errors": []}
    answer = caller.send("POST", path, params=params, json_body=body, pretend=pretend).json()
    errors = answer.get("errors") if isinstance(answer, dict) else None
    if not isinstance(errors, list):
        raise Failure(FailureKind.TEMPORARY, "The answer does not say what came of it.")
    return mapping.filled(answer.get("total_created"), errors)


def _named(one: Subscriber) -> dict[str, str]:
    return {"FNAME": one.first_name, "LNAME": one.last_name}


def _page(
    caller: Caller,
    path: str,
    name: str,
    read: Callable[[Any], Row | None],
    place: str,
    count: int,
    params: dict[str, Any],
) -> Page[Row]:
    offset = int(place or 0)
    body = caller.get(path, params={**params, "count": count, "offset": offset}).json()
    rows = body.get(name) if isinstance(body, dict) else None
    if not isinstance(rows, list):
        raise Failure(FailureKind.TEMPORARY, f"The answer holds no {name}.")
    total = body.get("total_items")
    total = total if isinstance(total, int) else None
    after = offset + len(rows)
    # An empty page is the last one whatever the total says, or nobody would ever get to the end.
    is_last = not rows or (after >= total if total is not None else len(rows) < count)
    return Page([one for one in map(read, rows) if one is not None], "" if is_last else str(after), total)


def _report(campaign_id: str, what: str) -> str:
    return f"/reports/{quote(campaign_id, safe='')}/{what}"


def _fields(of: str, *names: str) -> str:
    return ",".join([*(f"{of}.{name}" for name in names), "total_items"])


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
