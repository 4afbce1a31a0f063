"""Answers to meeting requests among the mails of a mailbox. Of a mail that holds one, the calendar part is read."""

import imaplib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from pacesetter.capture.imap import calendar_parts_of
from pacesetter.capture.reading_heads import read_head
from pacesetter.core import clock
from pacesetter.people.models import Member


class ReplyReader(Protocol):
    """What becomes of them; see MAILBOX_REPLIES in `config/registries.py`."""

    def are_awaited(self, member: Member, addresses: Collection[str]) -> bool:
        """Whether any answer could come to these addresses of the member: otherwise none is looked for."""

    def receive(self, member: Member, addresses: Collection[str], *, sender: str, content: bytes) -> None:
        """Read one calendar object. In the transaction that notes how far the mailbox is read; the same may come
        again."""


@cache
def reply_reader() -> ReplyReader:
    """Who reads them."""
    reader: ReplyReader = import_string(settings.MAILBOX_REPLIES)()
    return reader


@dataclass(frozen=True, slots=True)
class FoundReply:
    """One calendar part, and from whom the mail says to be."""

    sender: str
    content: bytes


def replies_among(server: imaplib.IMAP4, numbers: Sequence[int]) -> list[FoundReply]:
    """The answers among these mails of the open folder."""
    now = clock.now()
    return [
        FoundReply(read_head(head, received_at=now).sender.address, content)
        for head, content in calendar_parts_of(server, numbers)
    ]
