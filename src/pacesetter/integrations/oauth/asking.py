"""Ask a token endpoint."""

import base64
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.classifying import failure_of
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.logging_requests import log_request
from pacesetter.integrations.models import Connection
from pacesetter.integrations.oauth.client import client_of
from pacesetter.integrations.provider import words_of
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.sending import Outgoing, Sender

# RFC 6749, section 5.2. The consent is gone, or what stands in the settings does not fit the app there.
_KINDS = {
    "invalid_grant": FailureKind.AUTHORISATION,
    "access_denied": FailureKind.AUTHORISATION,
    "invalid_client": FailureKind.CONFIGURATION,
    "unauthorized_client": FailureKind.CONFIGURATION,
    "invalid_scope": FailureKind.CONFIGURATION,
    "unsupported_grant_type": FailureKind.CONFIGURATION,
    "invalid_request": FailureKind.CONFIGURATION,
    "temporarily_unavailable": FailureKind.TEMPORARY,
    "server_error": FailureKind.TEMPORARY,
}


def asked_for_tokens(connection: Connection, form: Mapping[str, str], sender: Sender) -> dict[str, Any]:
    """What the endpoint gives for the form, which is completed by who is asking. Raises `Failure`."""
    client, secrets = client_of(connection), secrets_of(connection)
    way, client_id, secret = client.way, client.id, client.secret
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    whole = {**form, "client_id": client_id}
    if way.secret_in_form:
        whole["client_secret"] = secret
    else:
        pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    request = Outgoing("POST", way.token_url.format(**client.settings), headers, urlencode(whole).encode())
    sent_at, began = clock.now(), time.monotonic()
    answer: Answer | None = None
    failure: Failure | None = None
    try:
        answer = sender.send(request)
        failure = _failure(answer)
    except Failure as none_came:
        failure = none_came
    hidden = [
        *secrets.values(),
        secret,
        *(form[name] for name in ("code", "code_verifier", "refresh_token") if name in form),
    ]
    if failure is not None:
        failure = failure.without(hidden)
    log_request(
        connection,
        request,
        sent_at=sent_at,
        milliseconds=int((time.monotonic() - began) * 1000),
        secrets=hidden,
        answer=answer,
        failure=failure,
    )
    if failure is not None or answer is None:
        raise failure or Failure(FailureKind.TEMPORARY, "No answer came.")
    tokens: dict[str, Any] = answer.json()
    return tokens


def _failure(answer: Answer) -> Failure | None:
    body = answer.json_or_none()
    said = body.get("error") if isinstance(body, dict) else None
    if isinstance(said, str) and said in _KINDS:
        return Failure(_KINDS[said], f"The consent was refused: {words_of(body) or said}", status=answer.status)
    known = failure_of(answer, words_of(body), now=clock.now())
    if known is None and not (isinstance(body, dict) and isinstance(body.get("access_token"), str)):
        # Some endpoints report errors with 200.
        return Failure(FailureKind.TEMPORARY, "The answer held no token.", status=answer.status)
    return known
