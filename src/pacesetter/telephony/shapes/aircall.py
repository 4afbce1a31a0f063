"""Webhooks of Aircall: JSON with a token in the body, and no signature."""

import hmac
import json

from pacesetter.telephony.call_event import CallEvent, Direction, Result
from pacesetter.telephony.shapes.reading import json_object, moment, needed, text
from pacesetter.telephony.shapes.shape import Report, Unreadable, Unverified


class Aircall:
    """`call.created`, `call.answered`, `call.ended` and others; all of them carry the whole call."""

    key = "aircall"
    label = "Aircall"
    secret_is_ours = False

    def verify(self, report: Report, secret: str) -> None:
        try:
            token = text(json_object(report.body).get("token"), "token")
        except Unreadable as error:
            raise Unverified(str(error)) from error
        if not hmac.compare_digest(token.encode(), secret.encode()):
            raise Unverified("the token in the body is not the webhook's")

    def kept(self, report: Report) -> bytes:
        # Whoever reads the token could report calls. Written anew, so that one named twice is gone twice.
        return json.dumps({**json_object(report.body), "token": ""}).encode()

    def read(self, report: Report) -> CallEvent | None:
        whole = json_object(report.body)
        data = whole.get("data")
        if whole.get("resource") != "call" or not isinstance(data, dict):
            return None
        direction = Direction.IN if data.get("direction") == "inbound" else Direction.OUT
        started_at = moment(data.get("started_at"), "data.started_at")
        if started_at is None:
            raise Unreadable("data.started_at is missing")
        answered_at = moment(data.get("answered_at"), "data.answered_at")
        ended_at = moment(data.get("ended_at"), "data.ended_at")
        # Its own duration includes ringing.
        spoken = int((ended_at - answered_at).total_seconds()) if answered_at and ended_at else 0
        user = data.get("user")
        member = text(user.get("email"), "data.user.email") if isinstance(user, dict) else ""
        number = text(data.get("raw_digits"), "data.raw_digits")
        return CallEvent(
            call_id=needed(data.get("id"), "data.id"),
            direction=direction,
            number="" if number.lower() == "anonymous" else number,
            members=(member,) if member else (),
            started_at=started_at,
            ended_at=ended_at,
            seconds=max(0, spoken),
            result=_result(direction, data, answered=answered_at is not None) if ended_at else None,
        )


def _result(direction: Direction, data: dict[str, object], *, answered: bool) -> Result:
    if answered:
        return Result.CONNECTED
    if data.get("voicemail"):
        return Result.VOICEMAIL
    return Result.MISSED if direction is Direction.IN else Result.NO_ANSWER
