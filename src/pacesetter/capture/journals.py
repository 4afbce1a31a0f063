"""Journal reports of Exchange: the mail inside one, and to whom its envelope says it went. Pure.

A report has the header X-MS-Journal-Report, a text with one line for each fact ("Sender: ...", "Bcc: ...", "To:
member@..., Expanded: list@..."), and the mail itself, unaltered, as message/rfc822.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message

from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import head_only, heads_inside, read_head

_MARK = b"X-Pacesetter-Journal: "
_RECIPIENT = re.compile(r"^(?:to|cc|bcc|recipient)\s*:\s*<?([^\s<>,;]+@[^\s<>,;]+)>?", re.IGNORECASE | re.MULTILINE)
_MOST_RECIPIENTS = 500
_READ = 100_000  # characters of the text


@dataclass(frozen=True, slots=True)
class Journal:
    """What a report tells. Without a `head` the mail is not in it. `recipients` are in lower case: those whom no header
    names (a blind copy, the members of a list) stand among them."""

    head: MailHead | None
    recipients: frozenset[str] = frozenset()


def with_journal(raw: bytes) -> bytes | None:
    """Of a report its own headers, whom its envelope names, and the headers of the mail inside; None where the message
    is no report."""
    parsed = email.message_from_bytes(raw, policy=email.policy.compat32)
    if "X-MS-Journal-Report" not in parsed:
        return None
    inside = next(heads_inside(parsed), None)
    told = ",".join(_recipients(parsed)) if inside is not None else ""
    lines = [_MARK + told.encode("ascii", "replace"), head_only(raw).rstrip(b"\r\n"), b"", inside or b""]
    return b"\r\n".join(lines)


def journal_in(raw: bytes, *, received_at: datetime) -> Journal | None:
    """The report, of what `with_journal` has kept; None where it is none."""
    if not raw.startswith(_MARK):
        return None
    mark, _end, rest = raw.partition(b"\r\n")
    inner = rest.partition(b"\r\n\r\n")[2]
    if not inner.strip():
        return Journal(None)
    told = mark.removeprefix(_MARK).decode("ascii", "replace")
    return Journal(read_head(inner, received_at=received_at), frozenset(filter(None, told.split(","))))


def _recipients(parsed: Message) -> list[str]:
    text = next((_text_of(part) for part in parsed.walk() if part.get_content_type() == "text/plain"), "")
    found = [one.lower() for one in _RECIPIENT.findall(text[:_READ]) if one.isascii()]
    return list(dict.fromkeys(found))[:_MOST_RECIPIENTS]


def _text_of(part: Message) -> str:
    data = part.get_payload(decode=True)
    return data[: 4 * _READ].decode("utf-8", "replace") if isinstance(data, bytes) else ""
