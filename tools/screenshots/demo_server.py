"""A server with the demo organisation, in a data folder of its own that vanishes afterwards."""

import os
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlsplit

from tools.boot.places import ROOT, VENV_BIN
from tools.boot.postgresql import free_port

_PATIENCE = 60  # seconds until the server must answer


class DemoServer(NamedTuple):
    """Its address, and the path of a link that sets the installation up."""

    url: str
    set_up_path: str


@contextmanager
def demo_server() -> Iterator[DemoServer]:
    """Load the demo and serve it."""
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryDirectory(prefix="pacesetter-screenshots-") as data:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        environment |= {"PACESETTER_DATA": data, "PACESETTER_LISTEN": address, "PACESETTER_PROCESSES": "1"}
        pacesetter = str(VENV_BIN / "pacesetter")
        for command in ("migrate", "demo"):
            subprocess.run([pacesetter, command], cwd=ROOT, env=environment, check=True)
        told = subprocess.run(
            [pacesetter, "setup-link"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        )
        set_up_path = urlsplit(told.stdout.strip()).path
        server = subprocess.Popen([pacesetter, "serve"], cwd=ROOT, env=environment)
        # Some pages show what is done behind them.
        worker = subprocess.Popen([pacesetter, "worker"], cwd=ROOT, env=environment)
        try:
            url = f"http://{address}"
            _wait_for(url)
            yield DemoServer(url, set_up_path)
        finally:
            for process in (worker, server):
                process.terminate()
                process.wait()


def _wait_for(url: str) -> None:
    last_moment = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{url}/accounts/login/")  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > last_moment:
                raise
            time.sleep(0.2)
        else:
            return
