"""What a worker does beside its jobs: renew leases, take back lost jobs, run the schedule, wait for wake-ups."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import connections

from pacesetter.jobs.bell import Bell
from pacesetter.jobs.claiming import recover
from pacesetter.jobs.leases import Leases
from pacesetter.jobs.schedule import Schedule
from pacesetter.jobs.waiting import Waiter, waiter

logger = logging.getLogger(__name__)

_ROUND = 0.25  # seconds; how soon a stop is noticed
_SCHEDULE_EVERY = 1.0  # seconds
_AFTER_TROUBLE = 1.0  # seconds


class Housekeeper:
    def __init__(self, bell: Bell, leases: Leases, schedule: Schedule) -> None:
        length = leases.length.total_seconds()
        self.bell = bell
        # Name -> (what, every how many seconds).
        self.chores: dict[str, tuple[Callable[[], object], float]] = {
            "renewing leases": (leases.renew, length / 3),
            "taking back lost jobs": (self._recover, length / 4),
            "the schedule": (schedule.enqueue_due, _SCHEDULE_EVERY),
        }
        self._next_time = dict.fromkeys(self.chores, 0.0)
        self._waiter: Waiter | None = None

    def keep_until(self, enough: Callable[[], bool], *, only_leases: bool = False) -> None:
        """Keep house until `enough` answers True. Trouble with the database is logged, and waited out."""
        while not enough():
            try:
                self._round(only_leases)
            except Exception:
                logger.exception("Housekeeping was interrupted")
                self.close()
                time.sleep(_AFTER_TROUBLE)

    def close(self) -> None:
        """Let go of every connection of this thread."""
        with suppress(Exception):
            if self._waiter is not None:
                self._waiter.close()
        self._waiter = None
        connections.close_all()

    def _round(self, only_leases: bool) -> None:
        for name, (chore, every) in self.chores.items():
            moment = time.monotonic()
            if moment >= self._next_time[name] and not (only_leases and name != "renewing leases"):
                self._next_time[name] = moment + every
                chore()
        if only_leases:
            time.sleep(_ROUND / 5)
            return
        if self._waiter is None:
            self._waiter = waiter()
            self.bell.ring()  # what came before this moment rang no bell
        if self._waiter.wait(_ROUND):
            self.bell.ring()

    def _recover(self) -> None:
        if recover():
            self.bell.ring()
