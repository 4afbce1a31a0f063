"""The network between a phone and the server: it can be there by name alone, lose answers, and hold requests back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# They belong to one leg of the way.
_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Network:
    """Passes on what comes. `is_dead`: nothing gets through, though the device believes to have a network. `loses`: the
    answers to requests of which it says so reach nobody. `answers`: those are answered by something on the way."""

    def __init__(self) -> None:
        self.address = ""
        self.is_dead = False
        self.loses: Callable[[str, str], bool] = lambda method, path: False
        self.answers: Callable[[str, str], int | None] = lambda method, path: None
        self.passed: list[tuple[str, str, int]] = []
        self._gate: threading.Barrier | None = None
        self._gate_path = ""

    def meet(self, path: str, number: int) -> None:
        """Hold POSTs to the path until so many have come, then let them go at the same moment."""
        self._gate, self._gate_path = threading.Barrier(number, timeout=20), path

    def wait_at_gate(self, method: str, path: str) -> None:
        """Wait for the others, once."""
        gate = self._gate
        if gate is not None and method == "POST" and path == self._gate_path and not gate.broken:
            gate.wait()
            self._gate = None

    def posted(self, path: str) -> list[int]:
        """The server's answers to what was posted there."""
        return [status for method, where, status in self.passed if (method, where) == ("POST", path)]


@contextmanager
def network_before(server: str) -> Iterator[Network]:
    """A network in front of the server's address."""
    network, host = Network(), urlsplit(server).netloc

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.partition("?")[0]
            self.close_connection = True
            if network.is_dead:
                return
            status = network.answers(self.command, path)
            if status is not None:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            network.wait_at_gate(self.command, path)
            onward = HTTPConnection(host, timeout=60)
            onward.request(self.command, self.path, body, dict(self.headers.items()))
            answer = onward.getresponse()
            content = answer.read()
            onward.close()
            network.passed.append((self.command, path, answer.status))
            if network.loses(self.command, path):
                return
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _HOP:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Connection", "close")
            self.end_headers()
            # A browser that has gone elsewhere meanwhile wants no answer.
            with suppress(ConnectionError):
                self.wfile.write(content)

        do_POST = do_HEAD = do_GET

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    thread = threading.Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    try:
        network.address = f"http://localhost:{listener.server_address[1]}"
        yield network
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
