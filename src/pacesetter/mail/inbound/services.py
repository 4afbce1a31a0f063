"""Mail that a mail service has taken for us and reports by a webhook. django-anymail reads what each of them sends.

Such a service has looked at where the mail came from. What it tells of that is written into the headers as our own mail
server would write it (RFC 8601), in place of any that came under that name, so it is found in one place.
"""

import email
import email.policy
import json
import re
from email.message import Message
from email.utils import parseaddr
from typing import Any

from anymail.signals import AnymailInboundEvent
from django.conf import settings

from pacesetter.mail.inbound.taking import take

_END = re.compile(rb"\r?\n\r?\n")
_FIELDS = re.compile(rb"\r?\n(?![ \t])")
_DKIM = re.compile(r"\{@([^\s:}]+)\s*:\s*pass\b", re.IGNORECASE)
_SES = {"PASS": "pass", "FAIL": "fail"}


def take_reported(event: AnymailInboundEvent, service: str) -> int:
    """Keep the mail for each of our addresses that it was for; for how many that was. `service` is a key of SERVICES in
    `api/inbound_mail.py`."""
    raw = vouched(bytes(event.message), verdict_of(event, service))
    sender = event.message.envelope_sender or ""
    taken = [take(sender=sender, recipient=one, raw=raw) is not None for one in recipients_of(event, service)]
    return sum(taken)


def recipients_of(event: AnymailInboundEvent, service: str) -> list[str]:
    """Whom the envelope names: blind copies stand nowhere else. Some services report a mail once for all of them."""
    told: Any = event.esp_event
    found = [event.message.envelope_recipient]
    if service == "sendgrid":
        found += _list(_json(told.POST.get("envelope", "")).get("to"))
    elif service == "amazon-ses":
        found += _list(told.get("receipt", {}).get("recipients"))
    return list(dict.fromkeys(one.strip().lower() for one in found if isinstance(one, str) and one.strip()))


def verdict_of(event: AnymailInboundEvent, service: str) -> str:
    """What the service says of DMARC: "pass", "fail", or nothing. Amazon says it; SendGrid says whose signature fits,
    which is a pass where it is the sender's own. Mailgun and Postmark tell nothing of which domain was checked."""
    told: Any = event.esp_event
    if service == "amazon-ses":
        return _SES.get(str(told.get("receipt", {}).get("dmarcVerdict", {}).get("status", "")).upper(), "")
    if service == "sendgrid":
        signers = {domain.lower() for domain in _DKIM.findall(told.POST.get("dkim", ""))}
        return "pass" if _domain_of(event.message) in signers else ""
    return ""


def vouched(raw: bytes, verdict: str) -> bytes:
    """The message with what is known of its sender in front, and without what others say of it in our name."""
    named = settings.INBOUND_VOUCHED_BY
    found = _END.search(raw)
    head, body = (raw[: found.start()], raw[found.end() :]) if found else (raw, b"")
    lines = b""
    if verdict and named:
        parsed = email.message_from_bytes(head + b"\n\n", policy=email.policy.compat32)
        lines = f"Authentication-Results: {named}; dmarc={verdict} header.from={_domain_of(parsed)}\n".encode()
    # As they came: what writes a parsed message anew fails on some that were never good ones.
    fields = [field for field in _FIELDS.split(head) if not _says_in_our_name(field, named)]
    return lines + b"\n".join(fields).rstrip(b"\r\n") + b"\n\n" + body


def _says_in_our_name(field: bytes, named: str) -> bool:
    name, _colon, value = field.partition(b":")
    return name.strip().lower() == b"authentication-results" and _is_ours(value.decode("utf-8", "replace"), named)


def _is_ours(value: str, named: str) -> bool:
    server = (re.sub(r"\([^()]*\)", " ", value).split(";")[0].split() or [""])[0]
    return bool(named) and server.lower() == named.lower()


def _domain_of(message: Message) -> str:
    return parseaddr(str(message.get("From", "")))[1].rpartition("@")[2].lower()


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []
