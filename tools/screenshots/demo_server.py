"""A server with the demo organisation and what other systems bring, in a data folder of its own that vanishes
afterwards, or in one that is kept."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tools.boot.places import ROOT, VENV_BIN
from tools.boot.postgresql import free_port
from tools.migrated import copied_on_sqlite
from tools.screenshots.content import READY

_PATIENCE = 600  # seconds until the server must answer, on a machine that is busy with other things too
_INBOUND = "in.larkfield.example"
_PACESETTER = str(VENV_BIN / "pacesetter")


class ServerGone(Exception):
    """It ended, or never began."""


class DemoServer:
    """Its address, and the paths of links that somebody has from a mail or the command line, by name."""

    def __init__(self, url: str, processes: "dict[str, subprocess.Popen[bytes]]") -> None:
        self.url, self.processes = url, processes
        self.links: dict[str, str] = {}

    def check(self) -> None:
        """Nothing else can be seen once it has ended."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                raise ServerGone(f"The {name} has ended with {process.returncode}; it says why above.")


@contextmanager
def demo_server(kept: Path | None = None) -> Iterator[DemoServer]:
    """Load the demo and serve it. In a folder that is kept it is loaded once."""
    address = f"127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        data = (
            str(kept.resolve())
            if kept
            else stack.enter_context(tempfile.TemporaryDirectory(prefix="pacesetter-screenshots-"))
        )
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        environment |= {"PACESETTER_DATA": data, "PACESETTER_LISTEN": address, "PACESETTER_PROCESSES": "1"}
        environment |= {"PACESETTER_INBOUND_DOMAIN": _INBOUND}
        environment |= {"DJANGO_SETTINGS_MODULE": "pacesetter.config.settings"}
        brought = Path(data, "brought-by-fakes.pickle")
        database = Path(data, "pacesetter.sqlite3")
        if not database.exists():
            database.parent.mkdir(parents=True, exist_ok=True)
            copied_on_sqlite(database)
        _run(environment, "migrate")
        if not brought.exists():
            # One that was not finished before is in the way.
            _run(environment, "demo", "--again")
        server = stack.enter_context(_running([_PACESETTER, "serve"], environment))
        # Some pages show what is done behind them, and what comes from outside.
        bringing = [sys.executable, "-m", "tools.screenshots.content", str(brought)]
        worker = stack.enter_context(_running(bringing, environment, stdout=subprocess.PIPE))
        url = f"http://{address}"
        served = DemoServer(url, {"server": server, "worker": worker})
        _wait_for(served)
        told = worker.stdout.readline().decode() if worker.stdout else ""
        if not told.startswith(READY):
            raise ServerGone("What other systems bring could not be put there; the worker says why above.")
        served.links = json.loads(told.removeprefix(READY))
        yield served


def _run(environment: dict[str, str], *command: str) -> None:
    words = f"pacesetter {' '.join(command)}"
    print(f"{words} …", flush=True)
    status = subprocess.call([_PACESETTER, *command], cwd=ROOT, env=environment)
    if status:
        raise ServerGone(f"`{words}` has ended with {status}; it says why above.")


@contextmanager
def _running(
    command: list[str], environment: dict[str, str], stdout: int | None = None
) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=stdout)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def _wait_for(server: DemoServer) -> None:
    last_moment = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{server.url}/accounts/login/")  # noqa: S310 - our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            server.check()
            if time.monotonic() > last_moment:
                raise ServerGone(f"The server did not answer within {_PATIENCE} seconds.") from None
            time.sleep(0.2)
        else:
            return
