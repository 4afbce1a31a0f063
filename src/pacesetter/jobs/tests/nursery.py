"""Real worker processes on the test's database, and what they tell."""

import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from django.db import connection

_HANGS = 60  # seconds without a word; only to end a test that would never end


def database_url() -> str:
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgresql://{quote(at['USER'])}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{quote(at['NAME'])}"


def environment_of(data: Path) -> dict[str, str]:
    """What a process of the product needs to work on the test's database, with nothing of the developer's own."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")},
        "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings",
        "PACESETTER_DATABASE_URL": database_url(),
        "PACESETTER_DATA": str(data),
        "PACESETTER_LOG_LEVEL": "error",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }


class Nursery:
    def __init__(self, data: Path, more: Mapping[str, str] | None = None) -> None:
        """`more` are variables of the environment beside those that every process of the product needs."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pacesetter.jobs.tests.nursery_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment_of(data), **(more or {})},
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self._out = self.process.stdout.fileno()
        self._rest = b""
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self.workers: set[int] = set()

    def new_worker(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def next_word(self) -> tuple[str, int, int | None]:
        """What is told next: word, process id, job id."""
        while b"\n" not in self._rest:
            assert self._selector.select(_HANGS), "The workers say nothing any more."
            said = os.read(self._out, 65536)
            assert said, "The nursery has ended."
            self._rest += said
        line, self._rest = self._rest.split(b"\n", 1)
        word, pid, *job = line.decode().split()
        if word == "worker":
            self.workers.add(int(pid))
        return word, int(pid), int(job[0]) if job else None

    def wait_for(self, word: str) -> tuple[int, int | None]:
        """Process and job of the next time this word is told."""
        while True:
            told, pid, job = self.next_word()
            if told == word:
                return pid, job

    def kill(self, pid: int) -> None:
        self.workers.discard(pid)
        os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        # The whole family, also those whose first word nobody has read: a forgotten worker would go on working on
        # the next test's jobs.
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()
        self._selector.close()


class Gate:
    """What a handler of another process waits at."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = str(path)
        # Opened for both, so that neither side has to wait for the other just to open it.
        self._end = os.open(path, os.O_RDWR)

    def open(self) -> None:
        os.write(self._end, b"go on\n")

    def close(self) -> None:
        os.close(self._end)
