"""Workers of processes of their own that are killed at a chosen step, while the other system's imitation lives on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection as Socket
from multiprocessing.connection import Listener
from pathlib import Path
from typing import TypeVar

from pacesetter.core.sealing import written_ring
from pacesetter.integrations.models import RateGate
from pacesetter.integrations.sending import Outgoing, Send
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.nursery import environment_of
from pacesetter.tenancy.sealed import ring

_HANGS = 60  # seconds; only to end a test that would never end


Row = TypeVar("Row")
_EFFECTS = ("after POST", "after PUT", "after PATCH", "after DELETE")


def everywhere(steps: Sequence[str]) -> list[int]:
    """Every step."""
    return list(range(1, len(steps) + 1))


def around_effects(steps: Sequence[str]) -> list[int]:
    """From each answer by which something changed there to the next answer: everything between the two sides knowing
    of it. For what is made by steps that are walked through elsewhere, in a system of its own."""
    found, is_new = list[int](), False
    for number, step in enumerate(steps, 1):
        is_new = step.startswith(_EFFECTS) or (is_new and not step.startswith("after "))
        found += [number] if is_new else []
    return found


class Mortals:
    """`Mortals(folder, fake)`; then `walk`; `end` at the end."""

    def __init__(self, folder: Path, other_side: Send) -> None:
        self._other_side = other_side
        self._listener = Listener(str(folder / "other-side"), family="AF_UNIX")
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "pacesetter.integrations.tests.mortal_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**environment_of(folder), "PACESETTER_SEALING_KEYS": written_ring(ring()).strip()},
            start_new_session=True,
            text=True,
        )

    def walk(
        self,
        begin: Callable[[int], Row],
        is_done: Callable[[Row], bool],
        at: Callable[[Sequence[str]], Sequence[int]] = everywhere,
    ) -> tuple[list[Row], list[str]]:
        """Begin something and let a worker do it all; then begin it anew for each of the steps that it took (those of
        `at`), with a worker that is killed there; then let all of them be finished. Answers what was begun, and the
        steps."""
        rows = [begin(0)]
        steps = self.steps_until(lambda: is_done(rows[0]))
        for number in at(steps):
            row = begin(number)
            rows.append(row)
            self.killed_at(number, lambda row=row: is_done(row))  # type: ignore[misc]
        self.finish(lambda: all(map(is_done, rows)))
        return rows, steps

    def steps_until(self, is_done: Callable[[], bool]) -> list[str]:
        """The steps of a worker that lives until all is done."""
        steps, _died = self._run(0, is_done)
        return steps

    def killed_at(self, step: int, is_done: Callable[[], bool]) -> str:
        """Let a worker be killed at this step, counted from 1. Answers at which it died, empty where it
        was done first."""
        steps, died = self._run(step, is_done)
        # Long after: what the dead one kept is taken for lost.
        RateGate.objects.all().delete()
        return steps[-1] if died else ""

    def finish(self, is_done: Callable[[], bool]) -> None:
        """Let a worker do all that the dead ones left behind, as if their leases had run out."""

        def due() -> bool:
            Job.objects.filter(state=Job.State.QUEUED).update(run_at="2020-01-01T00:00Z")
            return is_done()

        Job.objects.filter(state=Job.State.RUNNING).update(state=Job.State.QUEUED, lease_until=None)
        self._run(0, due)

    def end(self) -> None:
        os.killpg(self._nursery.pid, signal.SIGKILL)
        self._nursery.wait()
        for pipe in (self._nursery.stdin, self._nursery.stdout):
            assert pipe is not None
            pipe.close()
        self._listener.close()

    def _run(self, step: int, is_done: Callable[[], bool]) -> tuple[list[str], bool]:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(f"{self._listener.address} {step}\n")
        self._nursery.stdin.flush()
        pid = int(self._nursery.stdout.readline())
        socket, steps = self._listener.accept(), list[str]()
        ear = threading.Thread(target=self._serve, args=(socket, steps), daemon=True)
        ear.start()
        last_moment = time.monotonic() + _HANGS
        while ear.is_alive():
            if is_done():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                ear.join()
                return steps, False
            assert time.monotonic() < last_moment, (steps[-5:], _left())
            ear.join(0.02)
        return steps, True

    def _serve(self, socket: Socket, steps: list[str]) -> None:
        with suppress(EOFError, ConnectionResetError, BrokenPipeError):
            while True:
                what, *said = socket.recv()
                if what == "step":
                    steps.append(said[0])
                    continue
                try:
                    answer = self._other_side(Outgoing(*said))
                except BaseException:
                    socket.send(None)
                    raise
                socket.send((answer.status, dict(answer.headers), answer.body))


def _left() -> object:
    return list(Job.objects.exclude(state=Job.State.DONE).values("kind", "state", "last_error"))
