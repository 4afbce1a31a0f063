"""The mail of an account of Microsoft (Graph v1.0), read with `Mail.ReadBasic`, which shows no text and no attachment.

A place is the address that Graph gave for going on: the next page, or the next time.
"""

import base64
import binascii
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime, formataddr
from typing import Any

from pacesetter.capture.conversations import conversation_key
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import HEADERS, read_fields
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mails.account import Found, MailAccount, MailPage, PlaceLost

_FIELDS = (
    "internetMessageId,conversationId,conversationIndex,subject,from,toRecipients,ccRecipients,sentDateTime,"
    "receivedDateTime,isDraft,internetMessageHeaders"
)
_AT_ONCE = 50
# What stands in fields of its own, which Graph always fills.
_IN_FIELDS = frozenset({"message-id", "date", "from", "to", "cc", "subject"})
_MORE = {name.lower(): name for name in HEADERS if name.lower() not in _IN_FIELDS}
# A conversation's index grows by five bytes with each answer.
_FIRST_OF_A_CONVERSATION = 22


class GraphMail(MailAccount):
    """The inbox and sent mail, by the names that they have in every language."""

    route = "graph"
    folders = ("inbox", "sentitems")
    most_at_first = 5_000

    def news(self, folder: str, place: str, *, since: datetime) -> MailPage:
        answer = self.caller.get(
            place or f"/me/mailFolders/{folder}/messages/delta",
            params=None
            if place
            else {
                "$select": _FIELDS,
                "$filter": _received(since),
                # Of those since a day, 5,000 are given at most: the newest, then. No other order is allowed here.
                "$orderby": "receivedDateTime desc",
                "changeType": "created",
            },
            headers={"Prefer": f'odata.maxpagesize={_AT_ONCE}, IdType="ImmutableId"'},
            accept=(410,),
        )
        if answer.status == 410:
            raise PlaceLost
        body = answer.json()
        is_sent = folder == "sentitems"
        found = [Found(_head_of(one), is_sent) for one in body.get("value") or () if _is_mail(one)]
        onward, last = body.get("@odata.nextLink"), body.get("@odata.deltaLink")
        if not onward and not last:
            raise Failure(FailureKind.TEMPORARY, "The answer says not where to go on.")
        return MailPage(found, str(onward or last), is_last=not onward, seen=len(body.get("value") or ()))

    def left(self, folder: str, place: str, *, since: datetime) -> int:
        """What was received since: delta itself tells no number."""
        params = {"$filter": _received(since), "$count": "true", "$top": 1, "$select": "id"}
        body = self.caller.get(f"/me/mailFolders/{folder}/messages", params=params).json()
        number = body.get("@odata.count") if isinstance(body, dict) else None
        return number if isinstance(number, int) else 0


def _received(since: datetime) -> str:
    return f"receivedDateTime ge {since.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _is_mail(one: Mapping[str, Any]) -> bool:
    """Not one that is gone or still being written."""
    return "@removed" not in one and not one.get("isDraft") and bool(one.get("internetMessageId"))


def _head_of(one: Mapping[str, Any]) -> MailHead:
    """Through the same reader as every other mail: what stands in fields is given it as headers."""
    received_at = _moment(one.get("receivedDateTime")) or _moment(one.get("sentDateTime")) or datetime.now(UTC)
    sent_at = _moment(one.get("sentDateTime")) or received_at
    key = conversation_key(str(one.get("conversationId") or ""))
    fields = [
        ("Message-ID", str(one["internetMessageId"])),
        ("Date", format_datetime(sent_at)),
        ("From", _people([one.get("from") or {}])),
        ("To", _people(one.get("toRecipients") or ())),
        ("Cc", _people(one.get("ccRecipients") or ())),
        ("Subject", str(one.get("subject") or "")),
    ]
    headers = [(str(one.get("name", "")).lower(), one) for one in one.get("internetMessageHeaders") or ()]
    fields += [(_MORE[name], str(header.get("value", ""))) for name, header in headers if name in _MORE]
    is_answer = _depth(str(one.get("conversationIndex") or "")) > _FIRST_OF_A_CONVERSATION
    return read_fields(fields, received_at=received_at, thread_key=key, is_answer=is_answer)


def _people(found: Iterable[Mapping[str, Any]]) -> str:
    addresses = [one.get("emailAddress") or {} for one in found]
    pairs = [(str(one.get("name") or ""), str(one.get("address") or "")) for one in addresses]
    return ", ".join(_written(*pair) for pair in pairs if "@" in pair[1])


def _written(name: str, address: str) -> str:
    # `formataddr` takes no address beyond ASCII.
    return formataddr((name, address)) if address.isascii() else address


def _depth(index: str) -> int:
    try:
        return len(base64.b64decode(index, validate=True))
    except (binascii.Error, ValueError):
        return 0


def _moment(text: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
