"""What starting a server for a test takes: a folder, a port that answers, an end. See `dovecot.py`, `postfix.py`."""

import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tools.missing import missing

# What a busy machine may take for a server to start or a mail to arrive; nothing waits longer than it has to.
PATIENCE_SECONDS = 60
ATTEMPTS = 3  # somebody else may take a free port before the server does


def until(is_so: Callable[[], bool], what: str, *, log: Path | None = None) -> None:
    """Wait until it is so. Fails after `PATIENCE_SECONDS`, with the end of the log."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            said = log.read_text(errors="replace")[-3000:] if log is not None and log.exists() else ""
            pytest.fail(f"waited in vain for {what}\n{said}")
        time.sleep(0.02)


def answers(port: int, process: subprocess.Popen[bytes] | None) -> bool:
    """Whether somebody listens there before long; no where the process has ended."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and (process is None or process.poll() is None):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as made:
                made.settimeout(PATIENCE_SECONDS)
                if made.recv(1):
                    return True
        except OSError:
            time.sleep(0.02)
    return False


def end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def open_folder() -> Iterator[Path]:
    # Not pytest's: other users must get in, and the address of a socket has 107 bytes at most.
    folder = Path(tempfile.mkdtemp(prefix="mail-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def program_of(name: str, usual: str) -> str:
    found = shutil.which(name) or (usual if Path(usual).exists() else None)
    if found is None:
        missing(f"{name} is not on this machine")
    return found
