"""What Microsoft reports of mail: subscriptions of Graph v1.0 on the messages of a folder."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.mails.push.hearing import Word
from pacesetter.integrations.mails.push.reach import address_of
from pacesetter.integrations.mails.push.shape import MailPush, Subscribed
from pacesetter.integrations.models import MailSubscription

# The documents give 4,230 minutes as the longest life, newer ones more: this is right under both.
_LIFE = timedelta(minutes=4200)
# What the other side says of one that it does not have.
_GONE = (404, 410)
# The events of a lifecycle notification, and what each asks for. One that is not known asks to look, as all else does.
_LIFECYCLE = {
    "reauthorizationRequired": (Word.RENEW,),
    "subscriptionRemoved": (Word.RENEW, Word.LOOK),
    "missed": (Word.LOOK,),
}
MOST_REPORTS = 1000  # in one request; Graph sends far fewer


class GraphPush(MailPush):
    """Each folder has a subscription of its own, which is renewed at half its life."""

    folders = ("inbox", "sentitems")

    def address_of(self, row: MailSubscription) -> str:
        return address_of(row)

    def subscribe(self, caller: Caller, row: MailSubscription, *, address: str, secret: str) -> Subscribed:
        until = {"expirationDateTime": _written(clock.now() + _LIFE)}
        # One that a worker made that did not live to write it down is found by its address.
        known = [row.external_id] if row.external_id else [*_ids_at(caller, address)]
        for one in known:
            answer = caller.send("PATCH", _path(one), json_body=until, pretend={"id": one, **until}, accept=_GONE)
            if answer.status not in _GONE:
                return _subscribed(answer)
        body = {
            "changeType": "created",
            "resource": f"/me/mailFolders('{row.folder}')/messages",
            "notificationUrl": address,
            # It can't be added later.
            "lifecycleNotificationUrl": address,
            "clientState": secret,
            **until,
        }
        headers = {"Prefer": 'IdType="ImmutableId"'}
        pretend = {"id": "pretended", **until}
        return _subscribed(caller.send("POST", "/subscriptions", json_body=body, headers=headers, pretend=pretend))

    def unsubscribe(self, caller: Caller, row: MailSubscription) -> None:
        known = [row.external_id] if row.external_id else [*_ids_at(caller, row.address)]
        for one in known:
            caller.send("DELETE", _path(one), accept=_GONE)


def reports_in(body: Any) -> list[tuple[str, str, tuple[Word, ...]]]:
    """The reports in a request of Graph's, each with the secret and the subscription it claims, and what it asks for.
    Nothing where the body is none of Graph's."""
    values = body.get("value") if isinstance(body, dict) else None
    if not isinstance(values, list):
        return []
    return [
        (
            str(one.get("clientState") or ""),
            str(one.get("subscriptionId") or ""),
            _LIFECYCLE.get(str(one.get("lifecycleEvent")), (Word.LOOK,)),
        )
        for one in values[:MOST_REPORTS]
        if isinstance(one, dict)
    ]


def _ids_at(caller: Caller, address: str) -> Iterator[str]:
    """Our own subscriptions that report there."""
    place = "/subscriptions"
    while place and address:
        body = caller.get(place).json()
        for one in body.get("value") or ():
            if one.get("notificationUrl") == address:
                yield str(one["id"])
        place = str(body.get("@odata.nextLink") or "")


def _path(subscription_id: str) -> str:
    return f"/subscriptions/{quote(subscription_id, safe='')}"


def _subscribed(answer: Answer) -> Subscribed:
    body = answer.json()
    try:
        expires_at = datetime.fromisoformat(str(body["expirationDateTime"]))
        found_id = str(body["id"])
    except (KeyError, TypeError, ValueError):
        raise Failure(FailureKind.TEMPORARY, "The answer does not name the subscription.") from None
    expires_at = expires_at if expires_at.tzinfo else expires_at.replace(tzinfo=UTC)
    return Subscribed(found_id, expires_at, clock.now() + (expires_at - clock.now()) / 2)


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.0000000Z}"
