"""A job in the hands of its handler."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pacesetter.jobs import clock
from pacesetter.jobs.errors import Interrupted, LeaseLost
from pacesetter.jobs.models import Job
from pacesetter.jobs.outcomes import storable, update_fenced


class RunningJob:
    """What a handler gets: the job's data, and the ways to stay in touch while it runs."""

    def __init__(
        self, row: Job, *, atomic: bool, lease: timedelta, is_stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self.row = row
        self.atomic = atomic
        self.lease = lease
        self.is_stopping = is_stopping
        # Set by the worker's heartbeat once the row is no longer this run's.
        self.lost = False

    @property
    def id(self) -> int:
        return self.row.pk

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = self.row.payload
        return payload

    @property
    def organisation_id(self) -> int | None:
        return self.row.organisation_id

    @property
    def attempt(self) -> int:
        """1 on the first attempt."""
        return self.row.attempts

    def effect_key(self, step: str = "") -> str:
        """The same text on every attempt and different from any other job's: the idempotency key for other systems."""
        return f"{self.row.uid.hex}-{step}" if step else self.row.uid.hex

    def stay(self) -> None:
        """Long handlers call this between pieces of work. Raises `Interrupted` where the worker is stopping and
        `LeaseLost` where the job was cancelled or taken over; the handler lets both pass."""
        if self.lost:
            raise LeaseLost(str(self.row))
        if self.is_stopping():
            raise Interrupted(str(self.row))

    def report(self, done: int, total: int | None = None, note: str = "") -> None:
        """Show how far the job is, to whoever looks at it; then `stay`. Not for atomic handlers, because nobody
        could see it before they end."""
        if self.atomic:
            raise RuntimeError(f"The handler of {self.kind} is atomic: its progress can't be seen before it ends.")
        update_fenced(
            self.row,
            progress_done=done,
            progress_total=total,
            progress_note=storable(note[:150])[:200],
            lease_until=clock.now() + self.lease,
        )
        self.stay()
