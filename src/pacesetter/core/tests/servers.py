"""Small servers on the loopback address that behave well, badly or slowly, and certificates for them."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Answers(BaseHTTPRequestHandler):
    """Answers by path; counts the requests of each path in `server.seen`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._note()
        path = self.path.partition("?")[0]
        if path == "/redirect":
            self._answer(302, b"", Location="/secret")
        elif path == "/compressed":
            self._answer(200, b"\x1f\x8b", **{"Content-Encoding": "gzip"})
        elif path == "/endless":
            self._endless()
        elif path in ("/drip", "/drip-headers"):
            self._drip(in_headers=path == "/drip-headers")
        elif path == "/nonsense":
            self.wfile.write(b"what?\r\n\r\n")
            self.close_connection = True
        else:
            self._answer(200, json.dumps({"path": self.path, "headers": dict(self.headers)}).encode())

    def do_POST(self) -> None:
        self._note()
        self._answer(201, self.rfile.read(int(self.headers["Content-Length"])))

    def _note(self) -> None:
        self.server.seen.append((self.path, self.client_address))  # type: ignore[attr-defined]

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._until_hung_up(b"10\r\n" + b"x" * 16 + b"\r\n", 0)

    def _drip(self, *, in_headers: bool) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n" + (b"X-Slow: " if in_headers else b"\r\n"))
        self._until_hung_up(b"x", 0.01)

    def _until_hung_up(self, part: bytes, pause: float) -> None:
        self.close_connection = True
        stop: threading.Event = self.server.stop  # type: ignore[attr-defined]
        try:
            while not stop.wait(pause):
                self.wfile.write(part)
        except OSError:
            pass

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[ThreadingHTTPServer]:
    """A running server; `server_port` is where, `seen` what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    server.seen, server.stop = [], threading.Event()  # type: ignore[attr-defined]
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()


def certificate_for(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A new certificate for `name`: the server's context, and a client's context that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    chain, secret = folder / f"{name}.pem", folder / f"{name}.key"
    chain.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(chain, secret)
    return server, ssl.create_default_context(cafile=str(chain))
