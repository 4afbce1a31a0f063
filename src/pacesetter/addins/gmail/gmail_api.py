"""The head of the mail that is open, asked of the Gmail API: headers alone, by the right to metadata of this one mail.

The event names the mail by Gmail's own id and holds no address, so this is the one thing that is fetched.
"""

import json
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings

from pacesetter.addins.gmail.event import Event
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import HEADERS, read_head
from pacesetter.core import clock
from pacesetter.core.http import FetchError, GuardedClient

_kept = threading.local()


class MailUnavailable(Exception):
    """Gmail does not hand out the mail. `may_consent`: because its user has not allowed it."""

    def __init__(self, why: str, *, may_consent: bool = False) -> None:
        super().__init__(why)
        self.may_consent = may_consent


@dataclass(frozen=True, slots=True)
class OpenMail:
    """The open mail. `is_sent`: it lies with what its owner sent. `is_unfit`: a draft, spam, or in the bin."""

    head: MailHead
    is_sent: bool
    is_unfit: bool


def open_mail(event: Event) -> OpenMail:
    """The mail of the event. Call it outside of transactions. Raises `MailUnavailable`."""
    if not event.message_id or not event.access_token:
        raise MailUnavailable("no mail is open")
    # https://developers.google.com/gmail/api/reference/rest/v1/users.messages/get
    url = f"{settings.GMAIL_API_URL}/gmail/v1/users/me/messages/{quote(event.message_id, safe=':')}"
    headers = {"Authorization": f"Bearer {event.oauth_token}", "X-Goog-Gmail-Access-Token": event.access_token}
    try:
        params = {"format": "metadata", "metadataHeaders": list(HEADERS)}
        answer = _client().get(url, headers=headers, params=params)
    except FetchError as error:
        raise MailUnavailable(str(error)) from error
    if answer.status in (401, 403):
        raise MailUnavailable(f"Gmail answered {answer.status}", may_consent=True)
    if not answer.ok:
        raise MailUnavailable(f"Gmail answered {answer.status}")
    try:
        return _read(json.loads(answer.body))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError) as error:
        raise MailUnavailable(f"Gmail's answer makes no sense: {error}") from error


def _read(said: dict[str, Any]) -> OpenMail:
    labels = set(said.get("labelIds") or [])
    lines = [f"{one['name']}: {' '.join(str(one['value']).split())}" for one in said["payload"]["headers"]]
    raw = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")
    arrived = datetime.fromtimestamp(int(said["internalDate"]) / 1000, UTC) if said.get("internalDate") else clock.now()
    return OpenMail(
        head=read_head(raw, received_at=min(arrived, clock.now())),
        is_sent="SENT" in labels,
        is_unfit=bool(labels & {"DRAFT", "SPAM", "TRASH"}),
    )


def _client() -> GuardedClient:
    """One for each thread: a new connection for every card would cost more than the card. Thrown away with its rules,
    which tests replace."""
    if getattr(_kept, "rules", None) is not settings.GOOGLE_RULES:
        _kept.rules, _kept.client = settings.GOOGLE_RULES, GuardedClient(settings.GOOGLE_RULES)
    found: GuardedClient = _kept.client
    return found
