"""A CalDAV server of the tests' own: Radicale, with one user and one calendar. It stores, and sends no requests."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

USER, PASSWORD = "rita", "app-password-1234"
_CONFIG = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""
_MAKE = """<?xml version="1.0" encoding="utf-8"?>
<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>
<D:displayname>Work</D:displayname>
<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>
</D:prop></D:set></C:mkcalendar>"""


@contextmanager
def running_radicale(folder: Path) -> Iterator[str]:
    """Its address, as long as the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "users").write_text(f"{USER}:{PASSWORD}\n")
    (folder / "config").write_text(_CONFIG.format(port=port, folder=folder))
    server = subprocess.Popen([sys.executable, "-m", "radicale", "--config", str(folder / "config")])
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, server)
        made = httpx.request("MKCALENDAR", f"{url}/{USER}/work/", content=_MAKE, auth=(USER, PASSWORD))
        assert made.status_code == 201, made.text
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _wait(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _look in range(200):
        assert server.poll() is None, "the server has ended"
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")
