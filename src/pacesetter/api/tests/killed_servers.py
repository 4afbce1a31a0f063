"""The real server, a worker and hands (`hands.py`) on the test's database, killed at random while eight writers use all
of the API."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pacesetter.cli.tests.processes import descendants, eventually
from pacesetter.jobs.tests.nursery import environment_of


class House:
    """`pacesetter serve`, `pacesetter worker` and hands, which come back however often they are killed."""

    def __init__(self, data: Path, organisation_id: int) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.environment = {
            **environment_of(data),
            "PACESETTER_LISTEN": f"127.0.0.1:{self.port}",
            "PACESETTER_PROCESSES": "2",
        }
        self.deeds = data / "deeds"
        self.deeds.touch()
        self._commands = {
            "serve": ["pacesetter", "serve"],
            "worker": ["pacesetter", "worker"],
            "hands": ["pacesetter.api.tests.hands", str(organisation_id), str(self.deeds)],
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = 0
        for name in self._commands:
            self._start(name)
        try:
            eventually(self._listens, seconds=120)  # two processes start beside six that test
        except AssertionError:
            self.end()
            raise

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _start(self, name: str) -> None:
        self.processes[name] = subprocess.Popen(
            [sys.executable, "-m", *self._commands[name]], env=self.environment, stderr=subprocess.DEVNULL
        )

    def kill_one(self, dice: random.Random) -> None:
        """Kill -9 a process: one of the server's, or the whole server, or the worker, or a hand."""
        name = dice.choice(["serve", "serve", "worker", "hands"])
        parent = self.processes[name]
        children = descendants(parent.pid)
        victim = dice.choice([*children, parent.pid])
        for pid in [*children, parent.pid] if victim == parent.pid else [victim]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.kills += 1
        if victim == parent.pid:
            parent.wait()
            self._start(name)

    def mind(self) -> None:
        """Start again what has ended, as a service manager does: a server that comes back while the port is not yet
        free gives up."""
        for name, process in self.processes.items():
            if process.poll() is not None:
                self._start(name)

    def done(self) -> dict[str, Counter[str]]:
        """What the hands did: by deed, how often which word was told of it."""
        found: dict[str, Counter[str]] = {}
        for line in self.deeds.read_text(encoding="utf-8").splitlines():
            deed, word = line.split(" ", 1)
            found.setdefault(deed, Counter())[word] += 1
        return found

    def end(self) -> None:
        """End all of it; once more does nothing."""
        ending, self.processes = self.processes, {}
        for process in ending.values():
            for pid in [*descendants(process.pid), process.pid]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


class Writing(Protocol):
    """A client, as `writers.py` has them."""

    house: House
    acknowledged: dict[str, int]

    @property
    def answered(self) -> int:
        """How often it was answered."""

    def run(self, stop: threading.Event) -> None:
        """Write until told to stop."""


def running(
    writers: Sequence[Writing], seconds: float, dice: random.Random, enough: Callable[[], bool]
) -> Iterator[None]:
    """Let the writers run for so long, and until they have done `enough`; yields when something may be killed.

    Nothing is killed while the house still gets up, however slow the machine is: the writers must have been answered
    since the last time.
    """
    stop = threading.Event()
    threads = [threading.Thread(target=writer.run, args=(stop,)) for writer in writers]
    for thread in threads:
        thread.start()
    last_moment = time.monotonic() + seconds
    give_up_at = last_moment + 150  # only to end a test that would never end
    answered_before = 0
    try:
        while time.monotonic() < last_moment or (not enough() and time.monotonic() < give_up_at):
            time.sleep(dice.uniform(0.5, 2))
            writers[0].house.mind()
            answered = sum(writer.answered for writer in writers)
            if answered >= answered_before + 100:
                yield
                answered_before = answered
    finally:
        stop.set()
        for thread in threads:
            thread.join()
