"""Wakes idle threads of one process, without losing a ring that comes between looking and waiting."""

import threading


class Bell:
    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.rung = 0

    def ring(self) -> None:
        with self._changed:
            self.rung += 1
            self._changed.notify_all()

    def wait(self, rung: int, seconds: float) -> None:
        """Wait at most so long for a ring after the one that was counted as `rung`."""
        with self._changed:
            self._changed.wait_for(lambda: self.rung != rung, timeout=seconds)
