"""The mail of a Google account (Gmail API v1), read with `gmail.metadata`: that permission shows headers alone, and
takes no search words, so what is older than wanted is known by its date.

A place is a JSON object: `history`, the number from which on changes are asked for; on the first look also the `label`
that is being read, and its `page`.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import HEADERS, read_fields
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mails.account import Found, MailAccount, MailPage, PlaceLost

_ME = "/gmail/v1/users/me"
_LABELS = ("SENT", "INBOX")
# Each costs a request of its own.
_AT_ONCE = 50
# Where they are only counted, one request is for many.
_COUNTED_AT_ONCE, _COUNTED_PAGES = 500, 20
_NOT_WANTED = frozenset({"DRAFT", "SPAM", "TRASH", "CHAT"})


class Gmail(MailAccount):
    """Sent mail and the inbox are told apart by labels, and read as one."""

    route = "gmail"
    folders = ("all",)

    def news(self, folder: str, place: str, *, since: datetime) -> MailPage:
        at: dict[str, str] = json.loads(place) if place else {}
        if not at:
            # Before the first look, so that what comes during it is among the changes afterwards.
            profile = self.caller.get(f"{_ME}/profile", params={"fields": "historyId"}).json()
            at = {"history": str(profile["historyId"]), "label": _LABELS[0]}
        return self._listed(at, since) if "label" in at else self._changed(at)

    def left(self, folder: str, place: str, *, since: datetime) -> int:
        """Of the first look as many as bear the labels, since no search by date is permitted; later those that were
        added, of which only the first ten thousand are counted."""
        at: dict[str, str] = json.loads(place) if place else {"label": _LABELS[0]}
        if "label" in at:
            labels = _LABELS[_LABELS.index(at["label"]) :]
            told = [self.caller.get(f"{_ME}/labels/{one}", params={"fields": "messagesTotal"}).json() for one in labels]
            return sum(int(one.get("messagesTotal") or 0) for one in told)
        ids = set[str]()
        for _page in range(_COUNTED_PAGES):
            body = self._history(at, at_once=_COUNTED_AT_ONCE)
            ids.update(_added(body))
            if not body.get("nextPageToken"):
                break
            at = {**at, "page": str(body["nextPageToken"])}
        return len(ids)

    def _listed(self, at: dict[str, str], since: datetime) -> MailPage:
        params = {
            "labelIds": at["label"],
            "maxResults": _AT_ONCE,
            "pageToken": at.get("page"),
            "fields": "nextPageToken,messages(id)",
        }
        body = self.caller.get(f"{_ME}/messages", params=params).json()
        found = self._heads(str(one["id"]) for one in body.get("messages") or ())
        # By when Gmail had it, as Gmail puts them in order: the date in a mail is whatever its sender wrote.
        young = [one for arrived_at, one in found if arrived_at >= since]
        # The latest come first: with the first page that holds an older one this label is read.
        page = body.get("nextPageToken") if len(young) == len(found) else None
        if page:
            return _page(young, {**at, "page": str(page)}, seen=len(found))
        left = _LABELS[_LABELS.index(at["label"]) + 1 :]
        if left:
            return _page(young, {"history": at["history"], "label": left[0]}, seen=len(found))
        return _page(young, {"history": at["history"]}, is_last=True)

    def _changed(self, at: dict[str, str]) -> MailPage:
        body = self._history(at, at_once=_AT_ONCE)
        ids = dict.fromkeys(_added(body))
        found = [one for _arrived_at, one in self._heads(ids)]
        if body.get("nextPageToken"):
            return _page(found, {"history": at["history"], "page": str(body["nextPageToken"])}, seen=len(ids))
        if not body.get("historyId"):
            raise Failure(FailureKind.TEMPORARY, "The answer says not where to go on.")
        return _page(found, {"history": str(body["historyId"])}, is_last=True, seen=len(ids))

    def _history(self, at: dict[str, str], *, at_once: int) -> Any:
        params = {
            "startHistoryId": at["history"],
            "historyTypes": "messageAdded",
            "maxResults": at_once,
            "pageToken": at.get("page"),
            "fields": "historyId,nextPageToken,history(messagesAdded(message(id,labelIds)))",
        }
        answer = self.caller.get(f"{_ME}/history", params=params, accept=(404,))
        if answer.status == 404:
            # "startHistoryId … is usually valid for at least a week, but in some rare circumstances only hours."
            raise PlaceLost
        return answer.json()

    def _heads(self, ids: Iterable[str]) -> list[tuple[datetime, Found]]:
        return [found for one in ids if (found := self._head(one)) is not None]

    def _head(self, message_id: str) -> tuple[datetime, Found] | None:
        params = {
            "format": "metadata",
            "metadataHeaders": list(HEADERS),
            "fields": "id,threadId,labelIds,internalDate,payload/headers",
        }
        # 404: it was deleted since it was listed.
        answer = self.caller.get(f"{_ME}/messages/{quote(message_id, safe='')}", params=params, accept=(404,))
        if answer.status == 404:
            return None
        body = answer.json()
        labels = set(body.get("labelIds") or ())
        if not _is_wanted(labels):
            return None
        arrived_at = datetime.fromtimestamp(int(body["internalDate"]) / 1000, UTC)
        return arrived_at, Found(_head_of(body, arrived_at), is_sent="SENT" in labels)


def _head_of(body: Any, received_at: datetime) -> MailHead:
    headers = (body.get("payload") or {}).get("headers") or ()
    key = f"gmail-{body['threadId']}" if body.get("threadId") else ""
    fields = [(str(one["name"]), str(one["value"])) for one in headers]
    return read_fields(fields, received_at=received_at, thread_key=key)


def _is_wanted(labels: Iterable[str]) -> bool:
    found = set(labels)
    return bool(found & set(_LABELS)) and not found & _NOT_WANTED


def _added(body: Any) -> list[str]:
    added = [one["message"] for record in body.get("history") or () for one in record.get("messagesAdded") or ()]
    return [str(one["id"]) for one in added if _is_wanted(one.get("labelIds") or ())]


def _page(found: list[Found], at: dict[str, str], *, seen: int = 0, is_last: bool = False) -> MailPage:
    return MailPage(found, json.dumps(at), is_last, seen)
