"""A push service of our own: takes what the product sends, and lets the subscription's owner read it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

from pacesetter.core.http import Rules, networks
from pacesetter.core.push.encoding import decoded
from pacesetter.core.push.tests.reading import Browser


@dataclass
class Delivery:
    """One request that came."""

    path: str
    headers: dict[str, str]
    body: bytes

    def read_by(self, browser: Browser) -> dict[str, str]:
        """The message, as the browser decrypts it."""
        told: dict[str, str] = json.loads(browser.read(self.body))
        return told

    def sender(self, audience: str) -> tuple[str, dict[str, Any]]:
        """Who sent it by its signature: the public key, and what was signed. Fails where that does not hold."""
        fields = dict(part.split("=", 1) for part in self.headers["authorization"].removeprefix("vapid ").split(", "))
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(fields["k"]))
        return fields["k"], jwt.decode(fields["t"], key, algorithms=["ES256"], audience=audience)


@dataclass
class PushService:
    """What came, in order. `answers` are the statuses of the next requests, 201 afterwards."""

    address: str = ""
    rules: Rules = field(default_factory=Rules)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    received: list[Delivery] = field(default_factory=list)


@contextmanager
def running_push_service() -> Iterator[PushService]:
    """The service on this machine, as long as the block runs. `rules` are those by which it can be reached."""
    service = PushService()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            service.received.append(Delivery(self.path, headers, body))
            status, more = service.answers.pop(0) if service.answers else (201, {})
            self.send_response(status)
            for name, value in {"Content-Length": "0", **more}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        port = server.server_address[1]
        service.address = f"http://127.0.0.1:{port}"
        service.rules = Rules(allowed_networks=networks(["127.0.0.1"]), ports=frozenset({port}))
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
