"""Read the head of a mail from its headers. Pure.

Python's modern header parser fails on some headers that real mails have, so the old one is used, which takes anything.
"""

import email
import email.policy
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from pacesetter.capture.mail_head import Dropped, MailHead, Party

# What is asked for of servers that let us choose.
HEADERS = (
    "Message-ID", "In-Reply-To", "References", "Date", "From", "Sender", "To", "Cc", "Subject", "Sensitivity",
    "Auto-Submitted", "Precedence", "List-Id", "List-Post", "List-Unsubscribe", "X-Auto-Response-Suppress",
    "Return-Path", "Content-Type", "X-Pacesetter-Ref",
)  # fmt: skip

_ID = re.compile(r"<([^<>\s]+)>")
_LONGEST_ID = 190
_MOST_REFERENCES = 30
_MOST_PARTIES = 100
# A clock that goes wrong must not put a mail into next year: then the moment of its arrival counts.
_AHEAD = timedelta(minutes=10)


def head_only(raw: bytes) -> bytes:
    """The headers of a message, without its body."""
    ends = [place for place in (raw.find(b"\r\n\r\n"), raw.find(b"\n\n")) if place >= 0]
    return raw[: min(ends)] + b"\r\n\r\n" if ends else raw


def heads_inside(parsed: Message) -> Iterator[bytes]:
    """The headers of each mail that lies inside of the message (message/rfc822). Never raises."""
    for part in parsed.walk():
        # Not `get_payload()` of everything, nor `as_bytes`: both fail on some mails that were never good ones.
        inside = part.get_payload(0) if part.get_content_type() == "message/rfc822" and part.is_multipart() else None
        if isinstance(inside, Message) and inside.keys():
            lines = [f"{name}: {value}\r\n" for name, value in inside.raw_items()]
            yield "".join(lines).encode("utf-8", "surrogateescape") + b"\r\n"


def read_head(raw: bytes, *, received_at: datetime) -> MailHead:
    """The head of a message. Never raises: what makes no sense in it is left out."""
    return _read(email.message_from_bytes(head_only(raw), policy=email.policy.compat32), received_at)


def read_fields(
    fields: Iterable[tuple[str, str]], *, received_at: datetime, thread_key: str = "", is_answer: bool = False
) -> MailHead:
    """The head of a message that somebody has taken apart into headers, decoded or not. `thread_key` is the mailbox's
    own name of its thread. Where the headers that tell an answer are missing, `is_answer` does."""
    parsed = Message(policy=email.policy.compat32)
    for name, value in fields:
        parsed[name] = " ".join(value.split())
    return in_thread(_read(parsed, received_at), thread_key, is_answer=is_answer)


def in_thread(head: MailHead, thread_key: str, *, is_answer: bool) -> MailHead:
    """The head with what its mailbox calls the thread, where that is told; with `is_answer` in the place of the mails
    that it answers, where those are not."""
    key = _short(thread_key) if thread_key else ""
    return replace(head, thread_key=key, references=head.references or ((key,) if key and is_answer else ()))


def _read(parsed: Message, received_at: datetime) -> MailHead:
    sender = next(iter(_parties(parsed, "From")), Party(""))
    to, cc, subject = _parties(parsed, "To"), _parties(parsed, "Cc"), _text(parsed, "Subject")
    sent_at = _moment(parsed, received_at)
    own_id = next(iter(_ids(parsed, "Message-ID")), "") or str(parsed.get("Message-ID") or "").strip()
    return MailHead(
        message_id=_short(own_id) if own_id else _made_up(sent_at, sender, (*to, *cc), subject),
        sent_at=sent_at,
        sender=sender,
        to=to,
        cc=cc,
        references=_references(parsed),
        subject=subject,
        unwanted=_unwanted(parsed),
        ref=str(parsed.get("X-Pacesetter-Ref") or "").strip()[:64],
    )


def tidy_id(message_id: str) -> str:
    """A Message-ID as it is kept: without angle brackets; a very long one by its hash."""
    found = _ID.search(message_id)
    return _short(found[1] if found else message_id.strip())


def _references(parsed: Message) -> tuple[str, ...]:
    every = [_short(one) for one in (*_ids(parsed, "References"), *_ids(parsed, "In-Reply-To")[:1])]
    # The first one is where the thread began, the last ones are what is answered; a long tail between them adds none.
    known = list(dict.fromkeys(every))
    return tuple(known if len(known) <= _MOST_REFERENCES else [known[0], *known[1 - _MOST_REFERENCES :]])


def _ids(parsed: Message, name: str) -> list[str]:
    return _ID.findall(" ".join(str(value) for value in parsed.get_all(name) or []))


def _short(message_id: str) -> str:
    if len(message_id) <= _LONGEST_ID:
        return message_id
    return "sha256-" + hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()


def _made_up(sent_at: datetime, sender: Party, others: Iterable[Party], subject: str) -> str:
    """A name for a mail without Message-ID, the same by whichever route it comes."""
    told = [sent_at.isoformat(), sender.address, *sorted(one.address for one in others), subject]
    return "none-" + hashlib.sha256("\n".join(told).encode("utf-8", "replace")).hexdigest()


def _moment(parsed: Message, received_at: datetime) -> datetime:
    try:
        said = parsedate_to_datetime(str(parsed.get("Date") or ""))
        said = (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return received_at
    if said > received_at + _AHEAD or said.year < 1980:
        return received_at
    return min(said, received_at)


def _parties(parsed: Message, name: str) -> tuple[Party, ...]:
    values = [str(value) for value in parsed.get_all(name) or []]
    found: dict[str, Party] = {}
    for shown, address in getaddresses(values):
        address = address.strip().lower()
        if "@" in address and len(address) <= 254 and not any(sign in address for sign in "<>\r\n\0 "):
            found.setdefault(address, Party(address, _decoded(shown)[:200]))
    return tuple(found.values())[:_MOST_PARTIES]


def _text(parsed: Message, name: str) -> str:
    return _decoded(str(parsed.get(name) or ""))


def _decoded(text: str) -> str:
    with suppress(HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(make_header(decode_header(text)))
    # Surrogates stand for bytes that were no text; no database takes them.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.replace("\0", " ").split())


def _unwanted(parsed: Message) -> Dropped | None:
    def said(name: str) -> str:
        return str(parsed.get(name) or "").split(";")[0].strip().lower()

    if said("Sensitivity") in ("private", "personal", "confidential", "company-confidential"):
        return Dropped.PRIVATE
    if said("Precedence") == "list" or any(name in parsed for name in ("List-Id", "List-Post", "List-Unsubscribe")):
        return Dropped.LIST
    is_report = said("Content-Type") == "multipart/report"
    if is_report or (said("Auto-Submitted") or "no") != "no" or said("Precedence") in ("bulk", "junk", "auto_reply"):
        return Dropped.AUTOMATIC
    if "X-Auto-Response-Suppress" in parsed or said("Return-Path") == "<>":
        return Dropped.AUTOMATIC
    return None
