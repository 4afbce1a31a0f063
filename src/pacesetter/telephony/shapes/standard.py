"""The product's own form, signed by Standard Webhooks (https://www.standardwebhooks.com), for any phone system that can
be told what to send, and for tools in between."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from pacesetter.telephony.call_event import CallEvent, Direction, Result
from pacesetter.telephony.shapes.reading import json_object, moment, needed, seconds, text
from pacesetter.telephony.shapes.shape import Report, Unreadable, Unverified


class Standard:
    """`{"type": "call.ended", "data": {"id", "direction", "number", "members", "started_at", "ended_at", "result",
    "seconds"}}`; types that don't begin with `call.` are about something else."""

    key = "standard"
    label = _("Other (Standard Webhooks)")
    secret_is_ours = True

    def verify(self, report: Report, secret: str) -> None:
        try:
            Webhook(secret).verify(report.body, dict(report.headers), json_parse=False)
        except (WebhookVerificationError, ValueError, RuntimeError) as error:
            # A signature that is no base 64 raises ValueError rather than the package's own error.
            raise Unverified(str(error) or "the signature is wrong") from error

    def kept(self, report: Report) -> bytes:
        return report.body

    def read(self, report: Report) -> CallEvent | None:
        whole = json_object(report.body)
        if not text(whole.get("type"), "type").startswith("call."):
            return None
        data = whole.get("data")
        if not isinstance(data, dict):
            raise Unreadable("data is missing")
        started_at = moment(data.get("started_at"), "data.started_at")
        if started_at is None:
            raise Unreadable("data.started_at is missing")
        return CallEvent(
            call_id=needed(data.get("id"), "data.id"),
            direction=_one_of(Direction, data.get("direction"), "data.direction"),
            number=text(data.get("number"), "data.number"),
            members=_members(data.get("members")),
            started_at=started_at,
            ended_at=moment(data.get("ended_at"), "data.ended_at"),
            seconds=seconds(data.get("seconds"), "data.seconds"),
            result=_one_of(Result, data["result"], "data.result") if data.get("result") else None,
            is_internal=data.get("internal") is True,
        )


def _one_of(kind: Any, value: object, name: str) -> Any:
    try:
        return kind(value)
    except ValueError:
        raise Unreadable(f"{name} is none of {', '.join(kind)}") from None


def _members(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value]
    found = tuple(text(one, "data.members") for one in given)
    if not any(found) or len(found) > 20:
        raise Unreadable("data.members is missing: who of you spoke, by e-mail address, extension or id")
    return tuple(one for one in found if one)
