"""Webhooks of Brevo: JSON posted to a secret address, one for all campaigns, with a token of ours in the header."""

import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from pacesetter.integrations.brevo.mapping import id_of
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.campaigns.webhooks.shape import Heard, HeardKind, Made, Unreadable, Unverified
from pacesetter.integrations.failure import Failure, FailureKind

# As they are asked for, and as they are told: the two are written differently.
_EVENTS = ("unsubscribed", "hardBounce")
_KINDS = {
    "unsubscribe": HeardKind.UNSUBSCRIBE,
    "unsubscribed": HeardKind.UNSUBSCRIBE,
    "hard_bounce": HeardKind.BOUNCE,
    "hardBounce": HeardKind.BOUNCE,
}


class BrevoWebhooks:
    """Tells of addresses that left or can't be reached."""

    per_audience = False

    def known(self, caller: Caller, audience_id: str, address: str) -> str:
        answer = caller.get("/webhooks", params={"type": "marketing"}, accept=(404,))
        rows = answer.json().get("webhooks") if answer.ok else []
        if not isinstance(rows, list):
            raise Failure(FailureKind.TEMPORARY, "The answer holds no webhooks.")
        ours = [one for one in rows if isinstance(one, dict) and one.get("url") == address]
        return str(ours[0].get("id") or "") if ours else ""

    def make(self, caller: Caller, audience_id: str, address: str) -> Made:
        token = secrets.token_urlsafe(32)
        asked = {
            "url": address,
            "description": "Pacesetter",
            "type": "marketing",
            "events": list(_EVENTS),
            "auth": {"type": "bearer", "token": token},
        }
        body = caller.send("POST", "/webhooks", json_body=asked, pretend={"id": ""}).json()
        return Made(str(body.get("id") or "") if isinstance(body, dict) else "", token)

    def remove(self, caller: Caller, audience_id: str, external_id: str) -> None:
        caller.send("DELETE", f"/webhooks/{external_id}", accept=(404,))

    def verify(self, body: bytes, headers: Mapping[str, str], secret: str, *, now: datetime) -> None:
        if not secret:
            return
        kind, _space, token = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not hmac.compare_digest(token.encode(), secret.encode()):
            raise Unverified("the token in the header is not this webhook's")

    def read(self, body: bytes, audience_id: str) -> Sequence[Heard]:
        try:
            told = json.loads(body)
        except (ValueError, RecursionError):
            raise Unreadable("the body is no JSON") from None
        if not isinstance(told, dict):
            raise Unreadable("the body is no JSON object")
        kind, address = _KINDS.get(str(told.get("event", ""))), told.get("email")
        # Its documents name the campaign in both ways.
        campaign_id = told.get("camp_id", told.get("campaignId"))
        if kind is None or not isinstance(address, str) or not isinstance(campaign_id, int):
            return []
        return [Heard(kind, str(campaign_id), _moment(told), id_of(address))]


def _moment(told: dict[str, object]) -> datetime:
    for name in ("ts_event", "ts", "ts_epoch"):
        value = told.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            seconds = value / 1000 if value > 100_000_000_000 else value
            try:
                return datetime.fromtimestamp(seconds, UTC)
            except (ValueError, OverflowError, OSError):
                break
    raise Unreadable("the report names no moment")
