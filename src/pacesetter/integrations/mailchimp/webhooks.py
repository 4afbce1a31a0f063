"""Webhooks of Mailchimp: forms posted to a secret address, one per audience, signed where that is switched on.

The signature is `X-Mailchimp-Signature: t=<seconds>,v1=<hex>`, an HMAC-SHA256 over "<seconds>.<body as it came>". Its
key is told once, when the webhook is made; whoever switches signing on in Mailchimp enters it with us.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, quote

from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.webhooks.shape import Heard, HeardKind, Made, Unreadable, Unverified
from pacesetter.integrations.failure import Failure, FailureKind

# Older ones may be played back by somebody who has seen them.
TOLERANCE = timedelta(minutes=5)
_MOST_FIELDS = 200


class MailchimpWebhooks:
    """Tells of campaigns that were sent, and of addresses that left or can't be reached; opens have to be asked for."""

    per_audience = True

    def known(self, caller: Caller, audience_id: str, address: str) -> str:
        body = caller.get(_path(audience_id)).json()
        rows = body.get("webhooks") if isinstance(body, dict) else None
        if not isinstance(rows, list):
            raise Failure(FailureKind.TEMPORARY, "The answer holds no webhooks.")
        ours = [one for one in rows if isinstance(one, dict) and one.get("url") == address]
        return str(ours[0].get("id") or "") if ours else ""

    def make(self, caller: Caller, audience_id: str, address: str) -> Made:
        # Nothing of what we change there ourselves, and nothing of people who join or change their names.
        asked = {
            "url": address,
            "events": {
                "subscribe": False,
                "unsubscribe": True,
                "profile": False,
                "cleaned": True,
                "upemail": False,
                "campaign": True,
            },
            "sources": {"user": True, "admin": True, "api": False},
        }
        body = caller.send("POST", _path(audience_id), json_body=asked, pretend={"id": ""}).json()
        body = body if isinstance(body, dict) else {}
        return Made(str(body.get("id") or ""), str(body.get("signing_secret") or ""))

    def remove(self, caller: Caller, audience_id: str, external_id: str) -> None:
        caller.send("DELETE", f"{_path(audience_id)}/{quote(external_id, safe='')}", accept=(404,))

    def verify(self, body: bytes, headers: Mapping[str, str], secret: str, *, now: datetime) -> None:
        if not secret:
            return
        pairs = [one.strip().partition("=") for one in headers.get("x-mailchimp-signature", "").split(",")]
        seconds = next((value for name, _is, value in pairs if name == "t"), "")
        if not (seconds.isascii() and seconds.isdecimal() and len(seconds) < 13):
            raise Unverified("the report is not signed, and a signing secret is set for this webhook")
        if abs(now.timestamp() - int(seconds)) > TOLERANCE.total_seconds():
            raise Unverified("the signature is older than five minutes, or a clock is wrong")
        right = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
        given = [value for name, _is, value in pairs if name == "v1"]
        if not any(hmac.compare_digest(one.encode(), right.encode()) for one in given):
            raise Unverified("the signature is not this webhook's")

    def read(self, body: bytes, audience_id: str) -> Sequence[Heard]:
        fields = _fields(body)
        if fields.get("data[list_id]", audience_id) != audience_id:
            raise Unreadable("the report is about another audience")
        at = _moment(fields.get("fired_at", ""))
        kind = fields.get("type", "")
        if kind == "campaign":
            is_sent = fields.get("data[status]") == "sent" and fields.get("data[id]")
            return [Heard(HeardKind.SENT, fields["data[id]"], at)] if is_sent else []
        what = {"unsubscribe": HeardKind.UNSUBSCRIBE, "cleaned": HeardKind.BOUNCE}.get(kind)
        campaign_id, address = fields.get("data[campaign_id]", ""), fields.get("data[email]", "").strip().lower()
        # Who left on a page of theirs left because of no campaign.
        if what is None or not campaign_id or not address or fields.get("data[reason]") == "abuse":
            return []
        return [Heard(what, campaign_id, at, hashlib.md5(address.encode(), usedforsecurity=False).hexdigest())]


def _path(audience_id: str) -> str:
    return f"/lists/{quote(audience_id, safe='')}/webhooks"


def _fields(body: bytes) -> dict[str, str]:
    try:
        found = parse_qs(body.decode(), max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Unreadable("the body is no form") from None
    fields = {name: values[0] for name, values in found.items()}
    if not fields.get("type") or any("\x00" in value for value in fields.values()):
        raise Unreadable("the body is no report of Mailchimp")
    return fields


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        raise Unreadable("fired_at is no moment") from None
