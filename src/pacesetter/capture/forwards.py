"""The mail inside one that somebody forwards by hand. Pure.

Of the text of such a mail the few lines are read in which the mail program repeats who wrote the first one and when;
nothing else of it is kept. What the first one is called (its Message-ID) stands in none of them, but most programs tell
it in the headers: Thunderbird in X-Forwarded-Message-Id, others as if they answered it (In-Reply-To, References). Apple
Mail and SOGo do not.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import formataddr, formatdate, getaddresses, parsedate_to_datetime

from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import head_only, heads_inside, read_head

_MARK = "X-Pacesetter-Forwarded"
_SUBJECT = re.compile(r"^\s*(?:fwd?|wg|tr|rv|enc|i|vs|doorst|vb)\s*:\s*", re.IGNORECASE)
# "From", "Date" and "To" as mail programs write them in a forwarded mail.
_FROM = re.compile(r"^[>*\s]*(?:from|von|de|da|van|fra|från)\s*:[*\s]*(.+)$", re.IGNORECASE | re.MULTILINE)
_DATE = re.compile(r"^[>*\s]*(?:date|sent|datum|gesendet|envoyé|enviado|inviato)\s*:[*\s]*(.+)$", re.IGNORECASE | re.M)
_TO = re.compile(r"^[>*\s]*(?:to|an|à|para|a|aan|till)\s*:[*\s]*(.+)$", re.IGNORECASE | re.MULTILINE)
_ID_LINE = re.compile(r"^[>*\s]*message-id\s*:[*\s]*(<[^<>\s]+>)", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(r"<[^<>\s]+>")
_READ = 20_000  # characters: what is quoted further down is another mail


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The mail inside. `is_quoted`: its head is what the mail program wrote of it, and its Message-ID that of the mail
    which forwards it (`own_id`) where nobody tells another."""

    head: MailHead
    is_quoted: bool
    own_id: str


def with_forward(raw: bytes) -> bytes:
    """The headers of the message, and behind them those of the one it forwards, where it does."""
    outer = head_only(raw)
    parsed = email.message_from_bytes(raw, policy=email.policy.compat32)
    if not _SUBJECT.match(str(parsed.get("Subject") or "")):
        return outer
    how, inner = "attached", next(heads_inside(parsed), None)
    if inner is None:
        how, inner = "quoted", _quoted(parsed)
    return outer.rstrip(b"\r\n") + f"\r\n{_MARK}: {how}\r\n\r\n".encode() + inner if inner else outer


def forwarded_in(raw: bytes, *, received_at: datetime) -> Forwarded | None:
    """The mail inside, of what `with_forward` has kept; None where there is none."""
    head, _blank, rest = raw.partition(b"\r\n\r\n")
    for how in ("attached", "quoted"):
        if rest.strip() and f"{_MARK}: {how}".encode() in head.splitlines():
            own_id = read_head(head, received_at=received_at).message_id
            return Forwarded(read_head(rest, received_at=received_at), how == "quoted", own_id)
    return None


def _quoted(parsed: Message) -> bytes | None:
    text = next((_text_of(part) for part in parsed.walk() if part.get_content_type() == "text/plain"), "")
    sender = _FROM.search(text[:_READ])
    if sender is None:
        return None
    around = text[sender.start() : sender.start() + 1000]
    date, to = _DATE.search(around), _TO.search(around)
    # Where its own name is not told, it goes by that of the mail that forwards it: it is one mail all the same.
    told = {name: " ".join(str(parsed[name]).split()) for name in ("Message-ID", "Subject") if name in parsed}
    told["Message-ID"] = _first_id(parsed, around) or told.get("Message-ID", "")
    told["From"] = _people(sender[1])
    told["To"] = _people(to[1]) if to else ""
    told["Date"] = _date(date[1] if date else "", str(parsed.get("Date") or ""))
    if not told["From"]:
        return None
    return "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode("utf-8", "replace") + b"\r\n"


def _first_id(parsed: Message, around: str) -> str:
    """What the mail inside is called, by whoever tells it; empty where nobody does."""
    said = [_ID.findall(str(parsed.get("X-Forwarded-Message-Id") or ""))[:1]]
    quoted = _ID_LINE.search(around)
    said.append([quoted[1]] if quoted else [])
    said.append(_ID.findall(str(parsed.get("In-Reply-To") or ""))[:1])
    said.append(_ID.findall(str(parsed.get("References") or ""))[-1:])
    return next((ids[0] for ids in said if ids), "")


def _people(line: str) -> str:
    """The people of such a line as a header; Outlook writes "Jane Doe [mailto:jane@initech.example]"."""
    line = re.sub(r"\[(?:mailto:)?([^\]\s]+@[^\]\s]+)\]", r"<\1>", line).replace(";", ",").replace("*", "")
    return ", ".join(formataddr(one) for one in getaddresses([" ".join(line.split())]) if "@" in one[1])


def _date(said: str, forwarded: str) -> str:
    """When the mail inside was sent, where it is told in a form that is certain; else when it was forwarded."""
    try:
        moment = parsedate_to_datetime(said.strip())
        return formatdate(moment.timestamp()) if moment.tzinfo else forwarded
    except (ValueError, TypeError, IndexError, OverflowError):
        return forwarded


def _text_of(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        return data[: 4 * _READ].decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        return data[: 4 * _READ].decode("utf-8", "replace")
