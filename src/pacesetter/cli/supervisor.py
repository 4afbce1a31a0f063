"""Several processes as one: started together, restarted when one dies, stopped together."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

logger = logging.getLogger(__name__)

_LOOK_EVERY = 0.2  # seconds
_STOP_WITHIN = 20.0  # seconds, then a child is killed
# Seconds to wait before a child is started again, by how often it died of late: a database that is just being restarted
# gets time to come back. One death more than there are pauses, within the window, ends everything.
_PAUSES = (0.0, 1.0, 4.0, 10.0)
_WINDOW = 60.0


class Child:
    """One supervised program. It is told the supervisor's process id by `--parent`, to end when that is gone."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = command
        self.deaths: list[float] = []
        self.process: subprocess.Popen[bytes] | None = None
        self.start_at = 0.0

    def start(self) -> None:
        # A session of its own, so that Ctrl-C in the terminal reaches the supervisor alone, which then stops the
        # children in order.
        self.process = subprocess.Popen(
            [*self.command, "--parent", str(os.getpid())],
            start_new_session=True,
        )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.running:
            self.process.send_signal(number)

    def bury(self, now: float, pauses: Sequence[float]) -> bool:
        """Note a death, and when to start again. False where there were too many of late."""
        self.process = None
        self.deaths = [death for death in self.deaths if now - death < _WINDOW] + [now]
        if len(self.deaths) > len(pauses):
            return False
        self.start_at = now + pauses[len(self.deaths) - 1]
        return True


class Supervisor:
    def __init__(self, commands: Mapping[str, Sequence[str]], pauses: Sequence[float] = _PAUSES) -> None:
        self.pauses = pauses
        self.children = [Child(name, command) for name, command in commands.items()]
        self.asked_to_stop = False

    def run(self, each_round: Callable[[], None]) -> int:
        """Start the children and stay until a signal or a crash loop. Answers the exit code.

        `each_round` is called every fifth of a second.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        code = 0
        try:
            for child in self.children:
                child.start()
            while not self.asked_to_stop and code == 0:
                time.sleep(_LOOK_EVERY)
                code = self._restart_the_dead()
                each_round()
        finally:
            self._stop_all()
        return code

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def _restart_the_dead(self) -> int:
        now = time.monotonic()
        for child in self.children:
            if self.asked_to_stop or child.running:
                continue
            if child.process is None:
                if now >= child.start_at:
                    child.start()
                continue
            status = child.process.returncode
            if not child.bury(now, self.pauses):
                logger.error("%s ended %d times within a minute, so everything stops.", child.name, len(child.deaths))
                return 1
            logger.error("%s ended with status %s and will be started again.", child.name, status)
        return 0

    def _stop_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        last_moment = time.monotonic() + _STOP_WITHIN
        while any(child.running for child in self.children) and time.monotonic() < last_moment:
            time.sleep(_LOOK_EVERY / 4)
        for child in self.children:
            child.signal(signal.SIGKILL)
