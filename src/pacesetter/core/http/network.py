"""Connections that go to a checked address and end when the time is up."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from pacesetter.core.http.addresses import Resolve, permitted_addresses
from pacesetter.core.http.errors import FetchError, TooSlow
from pacesetter.core.http.rules import Rules


class Deadline:
    """The moment by which the fetch under way must be over. Every wait on the network is cut to what is left of it,
    since a server that sends a byte now and then never runs into a limit per wait."""

    def __init__(self) -> None:
        self._at = 0.0

    def start(self, seconds: float) -> None:
        """Give the fetch that begins now this many seconds."""
        self._at = time.monotonic() + seconds

    def left(self, at_most: float | None = None) -> float:
        """The seconds left, but not more than `at_most`; TooSlow when there are none."""
        left = self._at - time.monotonic()
        if left <= 0:
            raise TooSlow("the answer was not complete in time")
        return left if at_most is None else min(left, at_most)


class GuardedNetwork(httpcore.NetworkBackend):
    """Opens connections for httpcore: looks the name up once, checks every address, connects to one of them."""

    def __init__(self, rules: Rules, resolve: Resolve, deadline: Deadline) -> None:
        self._rules, self._resolve, self._deadline = rules, resolve, deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = permitted_addresses(host, port, self._rules, self._resolve, self._deadline.left())
        for last, address in enumerate(addresses, start=1 - len(addresses)):
            try:
                seconds = self._deadline.left(self._rules.connect_seconds)
                stream = self._inner.connect_tcp(address, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if last == 0:
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise FetchError("sockets in the file system are never fetched from")


class TimedStream(httpcore.NetworkStream):
    """A connection whose every wait is cut to the time that the fetch has left."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        # The certificate is checked against the name that was asked for, although the connection went to an address.
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
