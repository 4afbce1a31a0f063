"""From what Outlook tells of a mail to the head that every route reads."""

import re
from datetime import UTC, datetime
from email.header import Header
from email.utils import format_datetime, formataddr

from django.utils.translation import gettext as _

from pacesetter.addins.outlook.sent import SentDraft, SentMail, SentParty
from pacesetter.capture.conversations import conversation_key
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.reading_heads import HEADERS, in_thread, read_head
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

_NAME = re.compile(r"^([!-9;-~]+):", re.MULTILINE)
# Letters beyond ASCII, with the words around them, as far as they can be text and no address.
_FOREIGN = re.compile(r"[^\s\"<>,;:@()]*[^\x00-\x7f](?:[^\"<>,;:@()\r\n]*[^\s\"<>,;:@()\r\n])?")
_KEPT = frozenset(name.lower() for name in HEADERS)


def head_of(mail: SentMail, *, now: datetime) -> MailHead:
    """The head of a mail that lies in a mailbox. What its own headers leave out is taken from what Outlook says of it.

    Raises a `Refusal` where neither names it: without a Message-ID it could be counted twice.
    """
    lines = _own_lines(mail.headers)
    there = {name.lower() for name in _NAME.findall("\n".join(lines))}
    for name, value in _told(mail):
        if value and name.lower() not in there:
            lines.append(f"{name}: {value}")
            there.add(name.lower())
    if "message-id" not in there:
        raise Refusal(_("Outlook does not tell the Message-ID of this e-mail. Save or send it first."), code="no_id")
    head = read_head(_bytes_of(lines), received_at=now)
    return in_thread(head, conversation_key(mail.conversation.strip()), is_answer=False)


def draft_head(member: Member, draft: SentDraft, *, now: datetime) -> MailHead:
    """The head that a draft is going to have, as far as it is known, with a name that no mail has."""
    lines = [
        f"Message-ID: <draft-{member.pk}@draft.invalid>",
        f"From: {_written(SentParty(address=member.email, name=member.name))}",
        f"To: {', '.join(map(_written, [*draft.to, *draft.bcc]))}",
        f"Cc: {', '.join(map(_written, draft.cc))}",
        f"Subject: {_encoded(_plain(draft.subject))}",
    ]
    if draft.answers:
        lines.append(f"In-Reply-To: {_bracketed(draft.answers)}")
    head = read_head(_bytes_of(lines), received_at=now)
    # A draft that begins a conversation has none yet.
    return in_thread(head, conversation_key(draft.conversation.strip()), is_answer=True)


def _own_lines(headers: str) -> list[str]:
    """The headers that capture reads, each with the lines it goes on in."""
    kept, is_kept = [], False
    for line in headers.replace("\r\n", "\n").split("\n"):
        if line[:1] in (" ", "\t"):
            if is_kept:
                kept.append(line)
            continue
        name = line.partition(":")[0].strip().lower()
        is_kept = ":" in line and name in _KEPT
        if is_kept:
            kept.append(line)
    return kept


def _told(mail: SentMail) -> list[tuple[str, str]]:
    sent_at = mail.sent_at
    if sent_at is not None and sent_at.tzinfo is None:
        sent_at = sent_at.replace(tzinfo=UTC)
    return [
        ("Message-ID", _bracketed(mail.message_id) if mail.message_id.strip() else ""),
        ("Date", format_datetime(sent_at.astimezone(UTC)) if sent_at else ""),
        ("From", _written(mail.sender) if mail.sender else ""),
        ("To", ", ".join(map(_written, mail.to))),
        ("Cc", ", ".join(map(_written, mail.cc))),
        ("Subject", _encoded(_plain(mail.subject))),
    ]


def _written(party: SentParty) -> str:
    address = "".join(party.address.split())
    name = _plain(party.name)
    try:
        return formataddr((name, address))
    except UnicodeEncodeError:  # an address with letters beyond ASCII, which formataddr refuses
        return f"{_encoded(name)} <{address}>"


def _bytes_of(lines: list[str]) -> bytes:
    """As they are on the wire: some versions of Outlook give headers decoded."""
    return _FOREIGN.sub(lambda found: _encoded(found[0]), "\r\n".join([*lines, "", ""])).encode("ascii", "replace")


def _encoded(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=100_000).encode(linesep="")


def _bracketed(message_id: str) -> str:
    return f"<{''.join(message_id.split()).strip('<>')}>"


def _plain(text: str) -> str:
    return " ".join(text.split())
