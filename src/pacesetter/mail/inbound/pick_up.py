"""Pick mail up from a mailbox, by IMAP: for whoever has a mailbox and no mail server that could deliver to us.

The mailbox gets everything for the product's domain. What is for one of our addresses is kept here, then deleted
there; everything else stays and is marked, so that it is looked at once.
"""

import email
import email.policy
import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.utils import getaddresses, parseaddr
from typing import Any, Protocol

from pacesetter.mail.inbound.addresses import target_of
from pacesetter.mail.inbound.taking import MOST_BYTES, take

logger = logging.getLogger(__name__)
# As many as one run takes; the next one comes within a minute.
MOST_AT_ONCE = 100
_TIMEOUT = 30
# A keyword of our own rather than \Seen, which any program that shows the mailbox sets.
_LOOKED_AT = "Pacesetter"
# Where mail servers write whom a mail was for; To and Cc say it of mail that only one of them touched.
_ENVELOPE = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")


class Mailbox(Protocol):
    """Where the mailbox is, and who opens it. `security` is "tls", "starttls" or "none"."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user(self) -> str: ...
    @property
    def password(self) -> str: ...
    @property
    def security(self) -> str: ...


def pick_up(mailbox: Mailbox) -> int:
    """Take what has come; how many messages that were. A message is deleted there once it is kept here, so one that is
    picked up twice (we died between the two) is kept twice, and none is lost.

    Raises `imaplib.IMAP4.error` and `OSError` where the mailbox can't be used.
    """
    taken = 0
    with _opened(mailbox) as server:
        for number in _waiting(server):
            raw = _fetched(server, number)
            # One that is too long stays where it is; so does one that was deleted meanwhile.
            if raw is not None and _take(raw):
                _checked(server.uid("STORE", number, "+FLAGS.SILENT", r"(\Deleted)"))
                taken += 1
            else:
                server.uid("STORE", number, "+FLAGS.SILENT", f"({_LOOKED_AT})")
        _checked(server.expunge())
    return taken


@contextmanager
def _opened(mailbox: Mailbox) -> Iterator[imaplib.IMAP4]:
    if mailbox.security == "tls":
        context = ssl.create_default_context()
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=_TIMEOUT)
    else:
        server = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=_TIMEOUT)
    with server:
        if mailbox.security == "starttls":
            server.starttls(ssl.create_default_context())
        server.login(mailbox.user, mailbox.password)
        _checked(server.select("INBOX"))
        yield server


def _waiting(server: imaplib.IMAP4) -> list[str]:
    found = _checked(server.uid("SEARCH", "UNDELETED", "UNKEYWORD", _LOOKED_AT))
    return [number.decode() for number in (found[0] or b"").split()][:MOST_AT_ONCE]


def _fetched(server: imaplib.IMAP4, number: str) -> bytes | None:
    about = _checked(server.uid("FETCH", number, "(RFC822.SIZE)"))
    size = re.search(rb"RFC822\.SIZE (\d+)", about[0] or b"")
    if size is None or int(size[1]) > MOST_BYTES:
        return None
    parts = _checked(server.uid("FETCH", number, "(BODY.PEEK[])"))
    return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)


def _take(raw: bytes) -> bool:
    head = email.message_from_bytes(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", policy=email.policy.compat32)
    sender = parseaddr(str(head.get("Return-Path", "")))[1]
    took = [take(sender=sender, recipient=address, raw=raw) is not None for address in _recipients(head)]
    return any(took)


def _recipients(head: Message) -> list[str]:
    """Our addresses that the mail was for, each once."""
    for names in (_ENVELOPE, ("To", "Cc")):
        written = [str(value) for name in names for value in head.get_all(name, [])]
        found = {address.lower() for _name, address in getaddresses(written) if target_of(address) is not None}
        if found:
            return sorted(found)
    return []


def _checked(answer: tuple[str, Any]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(f"the mailbox answered {status}: {data!r}"[:300])
    return list(data)
