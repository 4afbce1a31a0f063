"""Write a message that is to go out."""

import uuid
from collections.abc import Mapping
from email.utils import parseaddr

from django.conf import settings
from django.core.validators import validate_email
from django.utils import timezone

from pacesetter import jobs
from pacesetter.mail.models import OutgoingMessage
from pacesetter.tenancy.scope import current_organisation_id

# What the message sets itself; a second one would make it a malformed message.
_OWN_HEADERS = {"from", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "content-type", "reply-to"}


def send(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    key: str | None = None,
    headers: Mapping[str, str] | None = None,
    is_confidential: bool = False,
    sender: str = "",
    reply_to: str = "",
    calendar: bytes = b"",
    calendar_method: str = "",
) -> OutgoingMessage:
    """Write a message for the organisation in scope and enqueue its delivery, in the caller's transaction.

    With a `key` there is one such message per organisation: a second call answers the first one and sends nothing.
    `is_confidential`: the text is erased from the database once the message is sent (it holds a log-in link, say).
    `sender` stands in From in place of the installation's own address; its mail server must be allowed to send for it.
    `calendar` is an iCalendar object of the method `calendar_method`, which goes out in the shape of RFC 6047.

    Raises `ValidationError` for an address that is none, and `ValueError` for line breaks in subject or headers and
    for headers that the message sets itself.
    """
    validate_email(to)
    _refuse_bad_headers(subject, {"From": sender, "Reply-To": reply_to}, own=False)
    _refuse_bad_headers(subject, headers or {})
    message = OutgoingMessage(
        organisation_id=current_organisation_id(),
        key=key,
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers=dict(headers or {}),
        sender=sender,
        reply_to=reply_to,
        calendar=calendar.decode(),
        calendar_method=calendar_method,
        message_id=_message_id(),
        is_confidential=is_confidential,
        created_at=timezone.now(),
    )
    if key is None:
        message.save(force_insert=True)
    else:
        OutgoingMessage.objects.bulk_create([message], ignore_conflicts=True)
        message = OutgoingMessage.objects.get(key=key)
    jobs.enqueue("mail.deliver", {"message": message.pk}, key=str(message.pk))
    return message


def _message_id() -> str:
    # Made now and kept, so that every copy of the message that a mail server may get is known as the same one.
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


def _refuse_bad_headers(subject: str, headers: Mapping[str, str], *, own: bool = True) -> None:
    for name, value in [("Subject", subject), *headers.items()]:
        if any(character in f"{name}{value}" for character in "\r\n\x00"):
            raise ValueError(f"The header {name!r} of a message can't hold line breaks.")
    for name in headers:
        if own and name.lower() in _OWN_HEADERS:
            raise ValueError(f"A message sets its header {name!r} itself.")
