"""Requests of one connection: through its gate, with its credentials, logged, and sorted where they fail."""

import json
import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.failure import Failure, FailureKind, NotConnected
from pacesetter.integrations.gates.gate import close_until, passage
from pacesetter.integrations.logging_requests import log_request
from pacesetter.integrations.models import Connection, ConnectionState, Mode
from pacesetter.integrations.oauth.tokens import with_fresh_token
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.providers import provider_of
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.sending import Outgoing, Sender

# What a job waits for room at the gate; a page waits much less.
PATIENCE_OF_A_JOB = 90.0
_DEFAULT_PAUSE = timedelta(seconds=30)


class Caller:
    """Sends requests of a connection. Use it as a context manager, and outside of any transaction.

    `about` names what the requests are for in the log ("activity 7"). `patience` is how many seconds one of them waits
    for room; `stay` is called while it waits, and may raise. `is_check` lets them out although the connection needs
    attention: that is how it is found out whether it still does. `is_last` lets them out although it has ended: what
    was set up there is taken away.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        about: str = "",
        patience: float = PATIENCE_OF_A_JOB,
        stay: Callable[[], None] = lambda: None,
        is_check: bool = False,
        is_last: bool = False,
    ) -> None:
        self.connection = connection
        self.about = about
        # For whoever asks: what need not be asked for twice as long as this caller is in use.
        self.memory: dict[str, Any] = {}
        self._patience, self._stay, self._is_check, self._is_last = patience, stay, is_check, is_last
        self._sender = Sender()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._sender.__exit__(kind, error, at)

    @property
    def provider(self) -> Provider:
        return provider_of(self.connection.provider)

    @property
    def is_dry(self) -> bool:
        return bool(self.connection.mode == Mode.DRY_RUN)

    def get(self, path: str, **options: Any) -> Answer:
        """`send("GET", …)`."""
        return self.send("GET", path, **options)

    def send(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json_body: Any = None,
        body: bytes = b"",
        headers: Mapping[str, str] | None = None,
        pretend: Any = None,
        accept: tuple[int, ...] = (),
        only_reads: bool = False,
    ) -> Answer:
        """Send one request and answer what came back. `path` is appended to the provider's address, unless it is an
        address itself, which must have the same host: credentials go nowhere else.

        In a dry run everything but GET, and what `only_reads`, stays here: it is logged as what would be sent, and
        `pretend` (as JSON) is the answer. Statuses in `accept` are no failure. Raises `Failure`; `NotConnected` where
        nothing may go out.
        """
        content = dict(headers or {})
        if json_body is not None:
            body, content = json.dumps(json_body).encode(), {"Content-Type": "application/json", **content}
        self._refresh_state()
        if self.is_dry and method != "GET" and not only_reads:
            return self._pretended(Outgoing(method, self._address(path, params), content, body), pretend)
        self.connection = with_fresh_token(self.connection, self._sender)
        try:
            return self._sent(method, path, params, content, body, accept)
        except Failure as failure:
            if failure.status != 401 or self.connection.way != "oauth":
                raise
        # The other side does not know the token any more although its time isn't up. A new one settles whether the
        # consent still holds.
        self.connection = with_fresh_token(self.connection, self._sender, even_if_good=True)
        return self._sent(method, path, params, content, body, accept)

    def download(self, url: str) -> Answer:
        """A file that the other side has put elsewhere and named in an answer: over https, and without credentials,
        which are none of that place's business. Raises `Failure`."""
        self._refresh_state()
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise Failure(FailureKind.TEMPORARY, "The address of the file does not begin with https://.")
        request, hidden = Outgoing("GET", url), secrets_of(self.connection).values()
        sent_at, began = clock.now(), time.monotonic()
        answer, failure = self._asked(request, ())
        if failure is not None:
            # The address lets anybody read the file.
            failure = failure.without([*hidden, parts.query])
        shown = Outgoing("GET", f"{parts.scheme}://{parts.hostname}{parts.path}")
        self._log(shown, hidden, sent_at, began, answer, failure)
        if failure is not None:
            # Such addresses hold for a while only; the next attempt asks for a new one.
            raise Failure(FailureKind.TEMPORARY, failure.text, status=failure.status)
        return answer or Answer(204)

    def _refresh_state(self) -> None:
        # Somebody may have paused it since the last request of a long job.
        self.connection = Connection.objects.get(pk=self.connection.pk)
        allowed = {ConnectionState.ENDED if self._is_last else ConnectionState.CONNECTED}
        if self._is_check:
            allowed |= {ConnectionState.NEEDS_ATTENTION, ConnectionState.BEGUN}
        if self.connection.state not in allowed:
            raise NotConnected(f"The connection is not in use ({self.connection.state}).")

    def _address(self, path: str, params: Mapping[str, Any] | None) -> str:
        base = self.provider.base_url(self.connection).rstrip("/")
        url = path if path.startswith(f"{base}/") else f"{base}/{path.lstrip('/')}"
        given = {name: value for name, value in (params or {}).items() if value is not None}
        return f"{url}?{urlencode(given, doseq=True)}" if given else url

    def _sent(
        self,
        method: str,
        path: str,
        params: Mapping[str, Any] | None,
        headers: Mapping[str, str],
        body: bytes,
        accept: tuple[int, ...],
    ) -> Answer:
        provider, secrets = self.provider, secrets_of(self.connection)
        proof = dict(provider.headers(self.connection, secrets))
        request = Outgoing(method, self._address(path, params), {**proof, **headers}, body)
        hidden = secrets.values()
        with passage(self.connection, provider.limits, provider.at_once, patience=self._patience, stay=self._stay):
            sent_at, began = clock.now(), time.monotonic()
            answer, failure = self._asked(request, accept)
        if failure is not None:
            failure = failure.without(hidden)
        self._log(request, hidden, sent_at, began, answer, failure)
        if failure is None:
            return answer or Answer(204)
        if failure.status == 429 or (failure.kind is FailureKind.TEMPORARY and failure.retry_after):
            close_until(self.connection, failure.retry_after or _DEFAULT_PAUSE)
        raise failure

    def _log(
        self,
        shown: Outgoing,
        hidden: Collection[str],
        sent_at: datetime,
        began: float,
        answer: Answer | None,
        failure: Failure | None,
    ) -> None:
        """`began` is when it was sent, too, by the clock that nobody sets."""
        log_request(
            self.connection,
            shown,
            sent_at=sent_at,
            milliseconds=int((time.monotonic() - began) * 1000),
            secrets=hidden,
            about=self.about,
            answer=answer,
            failure=failure,
        )

    def _asked(self, request: Outgoing, accept: tuple[int, ...]) -> tuple[Answer | None, Failure | None]:
        try:
            answer = self._sender.send(request)
        except Failure as failure:
            return None, failure
        return answer, None if answer.status in accept else self.provider.failure(answer, clock.now())

    def _pretended(self, request: Outgoing, pretend: Any) -> Answer:
        answer = Answer(200, {}, json.dumps(pretend if pretend is not None else {}).encode(), is_pretended=True)
        log_request(
            self.connection,
            request,
            sent_at=clock.now(),
            milliseconds=0,
            secrets=secrets_of(self.connection).values(),
            about=self.about,
            answer=answer,
        )
        return answer
