"""Status callbacks of Twilio's voice calls: forms, signed with the account's auth token.

The signature is over the address as Twilio knows it, then every field's name and value in the order of names
(https://www.twilio.com/docs/usage/security#validating-requests): HMAC-SHA1, base 64.
"""

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl

from pacesetter.core import clock
from pacesetter.telephony.call_event import CallEvent, Leg, Result
from pacesetter.telephony.legs import whole_call
from pacesetter.telephony.shapes.reading import needed, seconds, sensible, text
from pacesetter.telephony.shapes.shape import Report, Unreadable, Unverified

_RESULTS = {
    "completed": Result.CONNECTED,
    "busy": Result.BUSY,
    "failed": Result.FAILED,
    "no-answer": Result.NO_ANSWER,
    "canceled": Result.NO_ANSWER,
}


class Twilio:
    """One callback for each change of the state of each leg. A phone that is rung at, or a customer who is dialled for
    a member, is a leg of its own, with `ParentCallSid` naming the one that came first
    (https://www.twilio.com/docs/voice/twiml/number#attributes-status-callback-event)."""

    key = "twilio"
    label = "Twilio"
    secret_is_ours = False

    def verify(self, report: Report, secret: str) -> None:
        try:
            fields = sorted(_fields(report))
        except Unreadable as error:
            raise Unverified(str(error)) from error
        signed = report.address + "".join(name + value for name, value in fields)
        wanted = base64.b64encode(hmac.new(secret.encode(), signed.encode(), hashlib.sha1).digest()).decode()
        given = report.headers.get("x-twilio-signature", "")
        if not hmac.compare_digest(wanted.encode(), given.encode("utf-8", "replace")):
            raise Unverified("X-Twilio-Signature is not right for this address and this auth token")

    def kept(self, report: Report) -> bytes:
        return report.body

    def read(self, report: Report) -> CallEvent | None:
        fields = dict(_fields(report))
        if "CallSid" not in fields or "CallStatus" not in fields:
            return None
        leg = _leg(fields, report.received_at or clock.now())
        # The leg that was dialled for somebody belongs to the call that asked for it.
        return replace(whole_call(leg.parent or leg.id, [leg], ()), leg=leg)


def _leg(fields: dict[str, str], received_at: datetime) -> Leg:
    status = fields["CallStatus"]
    result, spoken = _RESULTS.get(status), seconds(fields.get("CallDuration"), "CallDuration")
    if result is Result.CONNECTED and not spoken:
        result = Result.NO_ANSWER
    sent_at = _moment(fields.get("Timestamp"))
    at = sent_at or received_at
    return Leg(
        id=needed(fields["CallSid"], "CallSid"),
        parent=text(fields.get("ParentCallSid"), "ParentCallSid"),
        is_inbound=fields.get("Direction", "").startswith("inbound"),
        caller=_number(fields.get("From"), "From"),
        callee=_number(fields.get("To"), "To"),
        started_at=at - timedelta(seconds=spoken) if result else at,
        answered_at=at if status == "in-progress" else None,
        ended_at=at if result else None,
        seconds=spoken if result is Result.CONNECTED else 0,
        result=result,
        is_timed_by_arrival=sent_at is None,
    )


def _fields(report: Report) -> list[tuple[str, str]]:
    try:
        return parse_qsl(report.body.decode("utf-8"), keep_blank_values=True, max_num_fields=200)
    except ValueError as error:
        # Also of bytes that are no text.
        raise Unreadable("the body is no form, or has more than 200 fields") from error


def _number(value: str | None, name: str) -> str:
    # A SIP or client address names its user before the @.
    number = text(value, name).removeprefix("sip:").removeprefix("client:").partition("@")[0]
    return "" if number.lower() in ("anonymous", "restricted", "unavailable", "unknown") else number


def _moment(value: str | None) -> datetime | None:
    """Twilio writes RFC 2822. None where it is left out, as old set-ups do."""
    if not value:
        return None
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, OverflowError) as error:
        raise Unreadable("Timestamp is no date of RFC 2822") from error
    return sensible(found if found.tzinfo else found.replace(tzinfo=UTC), "Timestamp")
