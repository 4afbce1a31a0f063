"""Status callbacks of Twilio's voice calls: forms, signed with the account's auth token.

The signature is over the address as Twilio knows it, then every field's name and value in the order of names
(https://www.twilio.com/docs/usage/security#validating-requests): HMAC-SHA1, base 64.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl

from pacesetter.core import clock
from pacesetter.telephony.call_event import CallEvent, Direction, Result
from pacesetter.telephony.shapes.reading import needed, seconds, text
from pacesetter.telephony.shapes.shape import Report, Unreadable, Unverified

_RESULTS = {
    "completed": Result.CONNECTED,
    "busy": Result.BUSY,
    "failed": Result.FAILED,
    "no-answer": Result.NO_ANSWER,
    "canceled": Result.NO_ANSWER,
}


class Twilio:
    """One callback for each change of a call's state; the last one has all there is to know."""

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
        direction = Direction.IN if fields.get("Direction", "").startswith("inbound") else Direction.OUT
        ours, theirs = ("To", "From") if direction is Direction.IN else ("From", "To")
        result, spoken = _RESULTS.get(fields["CallStatus"]), seconds(fields.get("CallDuration"), "CallDuration")
        if result is Result.CONNECTED and not spoken:
            result = Result.NO_ANSWER
        if result is Result.NO_ANSWER and direction is Direction.IN:
            result = Result.MISSED
        at = _moment(fields.get("Timestamp"))
        return CallEvent(
            # The leg that was dialled for somebody belongs to the call that asked for it.
            call_id=text(fields.get("ParentCallSid"), "ParentCallSid") or needed(fields["CallSid"], "CallSid"),
            direction=direction,
            number=_number(fields.get(theirs)),
            members=(_number(fields.get(ours)),),
            started_at=at - timedelta(seconds=spoken),
            ended_at=at if result else None,
            seconds=spoken,
            result=result,
        )


def _fields(report: Report) -> list[tuple[str, str]]:
    try:
        return parse_qsl(report.body.decode("utf-8"), keep_blank_values=True, max_num_fields=200)
    except ValueError as error:
        # Also of bytes that are no text.
        raise Unreadable("the body is no form, or has more than 200 fields") from error


def _number(value: str | None) -> str:
    # A SIP or client address names its user before the @.
    number = text(value, "From").removeprefix("sip:").removeprefix("client:").partition("@")[0]
    return "" if number.lower() in ("anonymous", "restricted", "unavailable", "unknown") else number


def _moment(value: str | None) -> datetime:
    """Twilio writes RFC 2822. Old set-ups send none: then it is now."""
    if not value:
        return clock.now()
    try:
        found = parsedate_to_datetime(value)
    except ValueError as error:
        raise Unreadable("Timestamp is no date of RFC 2822") from error
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
