"""The web application for granian: pages and API in threads, and beside them the streams of live pages, each of which
would hold a thread for as long as somebody looks at a page.

Django answers the requests, those for a stream too, so who may ask is decided in one place. Where its answer carries
the header of `web.live.handover`, the answer is not sent: the stream that it names is opened instead. Only what is
fetched again, with a ticket for it, is answered from memory (see `web.live.again`), and what such a stream tells is
made for many at once (see `web.live.telling`).
"""

import asyncio
import gc
import os
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from pacesetter.core.room import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacesetter.config.settings")

# So much of a request's body is kept in memory; an upload beyond it lies on the disk.
_BODY_IN_MEMORY = 1_000_000
# Of the headers of the answer that asks for a stream, those that are the stream's.
_OF_A_STREAM = ("content-type", "cache-control", "x-accel-buffering")


class Application:
    """What granian calls for each request, in the event loop of a server process."""

    def __init__(self) -> None:
        # Until `settle`: nothing that is loaded is rubbish, and looking for it took a fifth of the start.
        gc.disable()
        from django.conf import settings
        from django.core.servers.basehttp import get_internal_wsgi_application

        self._wsgi: Any = get_internal_wsgi_application()
        self._threads = ThreadPoolExecutor(settings.SERVER_THREADS, thread_name_prefix="request")
        self._multiprocess = settings.SERVER_PROCESSES > 1
        self._live: Any = None
        self._again: Any = None
        self._telling: Any = None

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        from pacesetter.config.long_lived import settle
        from pacesetter.web.live.again import Again
        from pacesetter.web.live.hub import Hub
        from pacesetter.web.live.listener import listen
        from pacesetter.web.live.telling import Telling

        self._live = Hub(loop)
        self._again = Again(self._threads)
        self._telling = Telling(self._threads, self._fetch)
        listen(self._live.changed)
        settle()

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._live.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        from pacesetter.web.live.again import asked_again, headers_of

        asked = asked_again(scope)
        if asked is None:
            await self._by_django(scope, protocol)
            return
        async with self._again.kept_for(asked) as kept:
            if kept is None:
                await self._by_django(scope, protocol)
            else:
                protocol.response_bytes(200, headers_of(kept), kept.body)

    async def _by_django(self, scope: Any, protocol: Any) -> None:
        from pacesetter.web.live.handover import HEADER, Handover

        loop = asyncio.get_running_loop()
        body = await _body_of(scope, protocol)
        answer = await loop.run_in_executor(self._threads, self._answer, scope, protocol, body, loop)
        if answer is None:
            return
        status, headers, content = answer
        handed_over = next((value for name, value in headers if name == HEADER), "")
        if handed_over and status == 200:
            kept = [(name, value) for name, value in headers if name in _OF_A_STREAM]
            await self._stream(scope, Handover.read(handed_over)).run(protocol, kept)
        else:
            protocol.response_bytes(status, headers, content)

    def _stream(self, scope: Any, asked: Any) -> Any:
        from pacesetter.web.live.again import ticket_of
        from pacesetter.web.live.stream import Stream

        takes_packed = "gzip" in scope.headers.get("accept-encoding", "")
        ticket = ticket_of(scope, asked.ticket) if asked.ticket and takes_packed else None
        if ticket is None:
            return Stream(self._live, asked)
        viewing = self._telling.viewing(ticket, self._environ(scope, BytesIO()))
        return Stream(self._live, asked, self._telling, viewing)

    @with_room
    def _fetch(self, environ: dict[str, Any]) -> None:
        """Let Django answer a request that nobody has sent."""
        response = self._wsgi(environ | {"wsgi.input": BytesIO()}, lambda status, headers, exc_info=None: None)
        try:
            for _ in response:
                pass
        finally:
            response.close()

    @with_room
    def _answer(
        self, scope: Any, protocol: Any, body: IO[bytes], loop: asyncio.AbstractEventLoop
    ) -> tuple[int, list[tuple[str, str]], bytes] | None:
        """Django's answer; None where it is a stream of Django's own, which has been sent already."""
        head: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            # HTTP/2 and HTTP/3 want names in small letters, and HTTP/1 does not mind.
            head[:] = [int(status[:3]), [(name.lower(), value) for name, value in headers]]

        with body:
            response = self._wsgi(self._environ(scope, body), start_response)
            try:
                status, headers = head
                if hasattr(response, "content"):
                    return status, headers, response.content
                if _length(headers) <= _BODY_IN_MEMORY:
                    return status, headers, b"".join(response)
                self._send(protocol, status, headers, response, loop)
                return None
            finally:
                # Gives the connection to the database back.
                response.close()

    @staticmethod
    def _send(
        protocol: Any, status: int, headers: list[tuple[str, str]], pieces: Any, loop: asyncio.AbstractEventLoop
    ) -> None:
        """Send a long answer piece by piece. The thread waits for each, for the pieces belong to its connection to the
        database, and a slow reader shall not fill the memory."""
        transport = asyncio.run_coroutine_threadsafe(_opened(protocol, status, headers), loop).result()
        for piece in pieces:
            asyncio.run_coroutine_threadsafe(_sent(transport, piece), loop).result()

    def _environ(self, scope: Any, body: IO[bytes]) -> dict[str, Any]:
        """The request as WSGI (PEP 3333) has it."""
        server, _, port = scope.server.rpartition(":")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": scope.method,
            "SCRIPT_NAME": "",
            # Texts carry bytes as latin-1 there.
            "PATH_INFO": _unquoted(scope.path),
            "QUERY_STRING": scope.query_string,
            "SERVER_NAME": server,
            "SERVER_PORT": port,
            "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
            "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scope.scheme,
            "wsgi.input": body,
            "wsgi.errors": _errors(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": self._multiprocess,
            "wsgi.run_once": False,
            "wsgi.input_terminated": True,
        }
        joined: dict[str, str] = {}
        for name, value in scope.headers.items():
            # A header named with an underscore would pass for one with a hyphen, which a proxy may have set.
            if "_" in name:
                continue
            key = name.upper().replace("-", "_")
            key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
            separator = "; " if key == "HTTP_COOKIE" else ","
            joined[key] = f"{joined[key]}{separator}{value}" if key in joined else value
        environ.update(joined)
        if scope.authority and "HTTP_HOST" not in environ:
            environ["HTTP_HOST"] = scope.authority
        return environ


def _errors() -> Any:
    import sys

    return sys.stderr


def _unquoted(path: str) -> str:
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")


async def _body_of(scope: Any, protocol: Any) -> IO[bytes]:
    body: IO[bytes] = SpooledTemporaryFile(_BODY_IN_MEMORY)  # noqa: SIM115 - closed with the answer
    if scope.method not in ("GET", "HEAD"):
        async for piece in protocol:
            body.write(piece)
        body.seek(0)
    return body


def _length(headers: list[tuple[str, str]]) -> float:
    """How many bytes the answer has; without end where it does not say, as with a file that is still being made."""
    return next((int(value) for name, value in headers if name == "content-length"), float("inf"))


async def _sent(transport: Any, piece: bytes) -> None:
    await transport.send_bytes(piece)


async def _opened(protocol: Any, status: int, headers: list[tuple[str, str]]) -> Any:
    return protocol.response_stream(status, headers)
