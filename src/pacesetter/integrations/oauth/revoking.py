"""End a consent where it was given (RFC 7009)."""

import time
from urllib.parse import urlencode

from pacesetter.core import clock
from pacesetter.integrations.classifying import failure_of
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.logging_requests import log_request
from pacesetter.integrations.models import Connection
from pacesetter.integrations.provider import words_of
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.sending import Outgoing, Sender


def revoke(connection: Connection) -> None:
    """Have the other side forget the consent; nothing where it knows no way, or has forgotten it already. Raises
    `Failure`."""
    way, secrets = provider_of(connection.provider).oauth, secrets_of(connection)
    # With the refresh token every access token ends that was got by it.
    token = secrets.get("refresh_token") or secrets.get("access_token")
    if way is None or not way.revoke_url or not token:
        return
    content = {"Content-Type": "application/x-www-form-urlencoded"}
    request = Outgoing("POST", way.revoke_url, content, urlencode({"token": token}).encode())
    sent_at, began = clock.now(), time.monotonic()
    answer, failure = None, None
    with Sender() as sender:
        try:
            answer = sender.send(request)
        except Failure as none_came:
            failure = none_came
    if answer is not None and answer.status != 400:
        # 400 is said of a token that is good no more, which is what is wanted.
        failure = failure_of(answer, words_of(answer.json_or_none()), now=clock.now())
    if failure is not None:
        failure = failure.without(secrets.values())
    log_request(
        connection,
        request,
        sent_at=sent_at,
        milliseconds=int((time.monotonic() - began) * 1000),
        secrets=secrets.values(),
        about="leaving",
        answer=answer,
        failure=failure,
    )
    if failure is not None:
        raise failure
