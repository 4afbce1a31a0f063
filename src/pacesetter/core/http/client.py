"""Fetch from web addresses that somebody else chose."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpcore
import httpx

from pacesetter.core import outside
from pacesetter.core.http.addresses import Resolve, look_up
from pacesetter.core.http.errors import AddressRefused, ConnectionFailed, FetchError, TooLarge, TooSlow
from pacesetter.core.http.network import Deadline, GuardedNetwork
from pacesetter.core.http.rules import Rules
from pacesetter.core.http.trusted import trusted


@dataclass(frozen=True, slots=True)
class Fetched:
    """A complete answer. Header names are looked up without regard to case. A redirect is an answer like any other:
    following it is for the caller to decide, as a new fetch."""

    status: int
    headers: httpx.Headers
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the server says that all went well (200 to 299)."""
        return 200 <= self.status < 300


class GuardedClient:
    """An HTTP/1.1 client that keeps to its `Rules`. Use it as a context manager; connections are kept while it is open.

    One fetch runs at a time; threads that share a client wait for each other. Proxies named in the environment are not
    used. Certificates are those that `trusted` knows, unless there is a `tls` context.
    """

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = look_up,
    ) -> None:
        self._rules = rules or Rules()
        self._headers = {"User-Agent": "Pacesetter", "Accept": "*/*"} | dict(headers or {})
        self._deadline = Deadline()
        self._one_at_a_time = threading.Lock()
        network = GuardedNetwork(self._rules, resolve, self._deadline)
        self._pool = httpcore.ConnectionPool(ssl_context=tls or trusted(), network_backend=network, keepalive_expiry=15)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that were kept."""
        self._pool.close()

    def fetch(self, method: str, url: str, *, headers: Mapping[str, str] | None = None, **content: Any) -> Fetched:
        """Send a request and return the whole answer.

        `content` is what httpx takes: `params`, `content`, `json`, `data` or `files`. Raises a `FetchError`:
        AddressRefused before anything is sent, TooSlow, TooLarge or ConnectionFailed. A status such as 404 or 500 is
        no error here.
        """
        request = self._request(method, url, headers or {}, content)
        with self._one_at_a_time, _errors_of_ours(request.url.host):
            self._deadline.start(self._rules.seconds)
            return self._send(request)

    def get(self, url: str, **options: Any) -> Fetched:
        """`fetch("GET", …)`."""
        return self.fetch("GET", url, **options)

    def post(self, url: str, **options: Any) -> Fetched:
        """`fetch("POST", …)`."""
        return self.fetch("POST", url, **options)

    def _request(self, method: str, url: str, headers: Mapping[str, str], content: dict[str, Any]) -> httpx.Request:
        try:
            merged = httpx.Headers(self._headers)
            merged.update(headers)
            # A small compressed answer can unfold into a huge one, so none is asked for.
            merged["Accept-Encoding"] = "identity"
            merged.pop("Host", None)
            request = httpx.Request(method, url, headers=merged, **content)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise AddressRefused(f"{url!r} is not a web address: {error}") from error
        self._check(request.url)
        return request

    def _check(self, url: httpx.URL) -> None:
        schemes = ("https", "http") if self._rules.plain_http else ("https",)
        if url.scheme not in schemes:
            raise AddressRefused(f"the web address must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        if not url.host:
            raise AddressRefused("the web address names no server")
        if url.userinfo:
            raise AddressRefused("a web address with a user name in it is not fetched")
        if _port(url) not in self._rules.ports:
            allowed = ", ".join(str(port) for port in sorted(self._rules.ports))
            raise AddressRefused(f"port {_port(url)} is not fetched from; allowed are {allowed}")

    def _send(self, request: httpx.Request) -> Fetched:
        outside.speak()
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        with self._pool.stream(
            request.method.encode(), url, headers=request.headers.raw, content=request.read()
        ) as response:
            headers = httpx.Headers(response.headers)
            if headers.get("Content-Encoding", "identity").lower() != "identity":
                raise TooLarge("the answer is compressed although plain was asked for")
            body = bytearray()
            for part in response.iter_stream():
                body += part
                if len(body) > self._rules.answer_bytes:
                    raise TooLarge(f"the answer is larger than {self._rules.answer_bytes} bytes")
                self._deadline.left()
            return Fetched(response.status, headers, bytes(body))


def _port(url: httpx.URL) -> int:
    default = 443 if url.scheme == "https" else 80
    return default if url.port is None else url.port


@contextmanager
def _errors_of_ours(host: str) -> Iterator[None]:
    try:
        yield
    except FetchError:
        raise
    except httpcore.TimeoutException as error:
        raise TooSlow(f"{host} did not answer in time") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
        raise ConnectionFailed(f"{host} could not be talked to: {error}") from error
