"""Several processes as one: started together, restarted when one dies, stopped together."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from types import FrameType

logger = logging.getLogger(__name__)

_LOOK_EVERY = 0.2  # seconds
_STOP_WITHIN = 20.0  # seconds, then a child is killed
_CRASH_LIMIT = 5  # deaths of one child within _CRASH_WINDOW seconds end everything
_CRASH_WINDOW = 60.0


class Child:
    """One supervised `pacesetter` subcommand."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.arguments = arguments
        self.deaths: list[float] = []
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        # A session of its own, so that Ctrl-C in the terminal reaches the supervisor alone, which then stops the
        # children in order.
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pacesetter", *self.arguments, "--parent", str(os.getpid())],
            start_new_session=True,
        )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.running:
            self.process.send_signal(number)

    def crash_looping(self, now: float) -> bool:
        """Count a death. True where there were too many of late."""
        self.deaths = [death for death in self.deaths if now - death < _CRASH_WINDOW] + [now]
        return len(self.deaths) >= _CRASH_LIMIT


class Supervisor:
    def __init__(self, children: Sequence[Sequence[str]]) -> None:
        self.children = [Child(arguments) for arguments in children]
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
        for child in self.children:
            if child.running or self.asked_to_stop or child.process is None:
                continue
            name, status = child.arguments[0], child.process.returncode
            if child.crash_looping(time.monotonic()):
                logger.error("%s ended %d times within a minute, so everything stops.", name, len(child.deaths))
                return 1
            logger.error("%s ended with status %s and is started again.", name, status)
            child.start()
        return 0

    def _stop_all(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        last_moment = time.monotonic() + _STOP_WITHIN
        while any(child.running for child in self.children) and time.monotonic() < last_moment:
            time.sleep(_LOOK_EVERY / 4)
        for child in self.children:
            child.signal(signal.SIGKILL)
