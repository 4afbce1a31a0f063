"""Keep what was asked and answered, without secrets."""

from collections.abc import Collection
from datetime import datetime

from pacesetter.integrations.answer import Answer
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection, SentRequest
from pacesetter.integrations.redaction import redacted, redacted_address, redacted_body
from pacesetter.integrations.sending import Outgoing


def log_request(
    connection: Connection,
    request: Outgoing,
    *,
    sent_at: datetime,
    milliseconds: int,
    secrets: Collection[str],
    about: str = "",
    answer: Answer | None = None,
    failure: Failure | None = None,
) -> SentRequest:
    """Write it down. Long lists that went well are not kept: they are other people's data, and tell of no fault."""
    received = ""
    if answer is not None and not answer.is_pretended and (failure is not None or request.method != "GET"):
        received = redacted_body(answer.body, secrets)
    row: SentRequest = SentRequest.objects.create(
        connection=connection,
        sent_at=sent_at,
        method=request.method,
        address=redacted_address(request.url, secrets)[:1000],
        about=about[:60],
        sent=redacted_body(request.body, secrets) if request.body else "",
        status=None if answer is None or answer.is_pretended else answer.status,
        received=received,
        milliseconds=milliseconds,
        failure_kind=failure.kind.value if failure else "",
        failure=redacted(failure.text, secrets)[:500] if failure else "",
        is_pretended=answer is not None and answer.is_pretended,
    )
    return row
