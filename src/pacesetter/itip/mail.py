"""iTIP by mail (iMIP, RFC 6047): the shape of the mail for which Gmail and Outlook show their buttons, and the calendar
objects in a mail that came."""

import email
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, Message

from pacesetter.itip.answer import Method

MOST_PARTS = 200
MOST_DEPTH = 20
_KINDS = frozenset({"text/calendar", "application/ics", "application/calendar"})
_OUTLOOK = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})


def with_calendar(mail: EmailMessage, *, text: str, html: str, content: bytes, method: Method) -> EmailMessage:
    """Put the words and the calendar object into a mail that has its headers; returns the same mail.

    multipart/mixed
      multipart/alternative: text/plain, text/html, text/calendar (last: the best one, without a file name)
      application/ics, attached, for readers that show no buttons
    """
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    mail.add_alternative(
        content, maintype="text", subtype="calendar", cte="base64", params={"charset": "utf-8", "method": str(method)}
    )
    # Readers take a part with a disposition for an attachment and show no buttons.
    del mail.get_payload()[-1]["Content-Disposition"]  # type: ignore[union-attr, index]
    mail.add_attachment(content, maintype="application", subtype="ics", filename="invite.ics")
    return mail


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar object within a mail, as bytes; `kind` is its content type or, where that says nothing, its name."""

    kind: str
    data: bytes


def calendar_parts(raw: bytes) -> list[CalendarPart]:
    """The different calendar objects of a mail, in their order: alternatives and attachments, which often hold the same
    one twice. A mail that can't be taken apart has none.

    At most `MOST_PARTS` parts are looked at, `MOST_DEPTH` deep: nobody answers an invitation from further down.
    """
    found: dict[bytes, CalendarPart] = {}
    try:
        whole = email.message_from_bytes(raw, policy=email.policy.compat32)
        for part in _leaves(whole):
            kind = part.get_content_type()
            name = str(part.get_filename() or "")
            if kind not in _KINDS and not name.lower().endswith(".ics"):
                continue
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and data.strip():
                found.setdefault(data.strip().replace(b"\r\n", b"\n"), CalendarPart(kind, data))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError):
        return list(found.values())
    return list(found.values())


def outlook_parts(raw: bytes) -> list[bytes]:
    """Each `winmail.dat` in the mail (see `tnef`), at most as many and as deep as calendar objects are looked for."""
    found: list[bytes] = []
    try:
        for part in _leaves(email.message_from_bytes(raw, policy=email.policy.compat32)):
            name = str(part.get_filename() or "").lower()
            if part.get_content_type() in _OUTLOOK or name == "winmail.dat":
                data = part.get_payload(decode=True)
                if isinstance(data, bytes):
                    found.append(data)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError):
        return found
    return found


def _leaves(whole: Message) -> Iterator[Message]:
    waiting: list[tuple[Message, int]] = [(whole, 0)]
    looked_at = 0
    while waiting and looked_at < MOST_PARTS:
        part, depth = waiting.pop()
        looked_at += 1
        inside = part.get_payload() if part.is_multipart() else None
        if not isinstance(inside, list):
            yield part
        elif depth < MOST_DEPTH and part.get_content_type() != "message/rfc822":
            # A mail within the mail is somebody else's (a forwarded answer), and so is what hangs on it.
            waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, Message)]
