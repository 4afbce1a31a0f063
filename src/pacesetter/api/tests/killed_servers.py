"""The real server and a worker on the test's database, killed at random while eight writers use every verb."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pacesetter.cli.tests.processes import descendants, eventually
from pacesetter.jobs.tests.nursery import environment_of


class House:
    """`pacesetter serve` and `pacesetter worker`, which come back however often they are killed."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.environment = {
            **environment_of(data),
            "PACESETTER_LISTEN": f"127.0.0.1:{self.port}",
            "PACESETTER_PROCESSES": "2",
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.kills = 0
        for name in ("serve", "worker"):
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
            [sys.executable, "-m", "pacesetter", name], env=self.environment, stderr=subprocess.DEVNULL
        )

    def kill_one(self, dice: random.Random) -> None:
        """Kill -9 a process: one of the server's, or the whole server, or the worker."""
        name = dice.choice(["serve", "serve", "worker"])
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

    def end(self) -> None:
        for process in self.processes.values():
            for pid in [*descendants(process.pid), process.pid]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


@dataclass
class Writer:
    """One client that records, changes and undoes activities until it is told to stop."""

    house: House
    secret: str
    type_ids: list[int]
    company_ids: list[int]
    number: int
    dice: random.Random = field(init=False)
    acknowledged: dict[str, int] = field(default_factory=dict)
    mine: list[int] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.number)

    def run(self, stop: threading.Event) -> None:
        keys = (f"writer-{self.number}-{n}" for n in range(10**9))
        while not stop.is_set():
            if not self.mine or self.dice.random() < 0.4:
                self._record(next(keys), stop)
            else:
                self._change(self.dice.choice(self.mine))

    def _record(self, key: str, stop: threading.Event) -> None:
        body = {
            "activity_type_id": self.dice.choice(self.type_ids),
            "company_id": self.dice.choice([None, *self.company_ids]),
            "status": self.dice.choice(["completed", "planned"]),
            "minutes": self.dice.randrange(60),
            "value": str(self.dice.randrange(1000)),
        }
        # Whoever gets no answer asks again with the same key, as a phone on the road does.
        while True:
            status, answer = self._ask("POST", "", body, {"Idempotency-Key": key})
            if status in (200, 201):
                self.acknowledged[key] = answer["id"]
                self.mine.append(answer["id"])
                return
            if status or stop.is_set():
                return
            time.sleep(0.05)

    def _change(self, activity_id: int) -> None:
        verbs: list[tuple[str, str, dict[str, Any] | None]] = [
            ("PUT", "/completion", {"minutes": self.dice.randrange(60)}),
            ("PUT", "/completion", {}),
            ("DELETE", "/completion", None),
            ("PUT", "/schedule", {"due_on": "2030-01-15"}),
            ("PUT", "/cancellation", {}),
            ("PATCH", "", {"minutes": self.dice.randrange(60), "activity_type_id": self.dice.choice(self.type_ids)}),
            ("DELETE", "", None),
            ("DELETE", "/deletion", None),
        ]
        method, address, body = self.dice.choice(verbs)
        self._ask(method, f"/{activity_id}{address}", body, {})

    def _ask(self, method: str, address: str, body: dict[str, Any] | None, headers: dict[str, str]) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=30)
        try:
            connection.request(
                method,
                f"/api/v1/activities{address}",
                None if body is None else json.dumps(body),
                {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json", **headers},
            )
            response = connection.getresponse()
            text = response.read()
        except (OSError, http.client.HTTPException):
            return 0, None
        finally:
            connection.close()
        self.answers[response.status] = self.answers.get(response.status, 0) + 1
        return response.status, json.loads(text) if text else None


def running(writers: list[Writer], seconds: float, dice: random.Random) -> Iterator[None]:
    """Let the writers run for so long, and until they have done enough; yields when something may be killed.

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
    while time.monotonic() < last_moment or (not _enough(writers) and time.monotonic() < give_up_at):
        time.sleep(dice.uniform(0.5, 2))
        writers[0].house.mind()
        answered = sum(sum(writer.answers.values()) for writer in writers)
        if answered >= answered_before + 100:
            yield
            answered_before = answered
    stop.set()
    for thread in threads:
        thread.join()


def _enough(writers: list[Writer]) -> bool:
    return all(len(writer.acknowledged) >= 20 for writer in writers)
