"""Reports of mail servers: to whom a request could not be delivered (RFC 3464)."""

from collections.abc import Iterator
from email.message import EmailMessage, Message


def is_report(parsed: EmailMessage) -> bool:
    """Whether the mail is a report of a mail server."""
    return parsed.get_content_type() == "multipart/report"


def failed_recipients(parsed: EmailMessage) -> set[str]:
    """The addresses that the report gives up on, in lower case."""
    return {
        address.strip().strip("<>").lower()
        for block in _blocks(parsed)
        if str(block.get("Action", "")).strip().lower() == "failed"
        for address in (str(block.get("Final-Recipient", "")).rpartition(";")[2],)
        if "@" in address
    }


def _blocks(parsed: EmailMessage) -> Iterator[Message]:
    for part in parsed.walk():
        is_report = part.get_content_type() == "message/delivery-status" and part.is_multipart()
        inside = part.get_payload() if is_report else []
        yield from (block for block in inside if isinstance(block, Message))
