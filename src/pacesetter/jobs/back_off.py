"""How long a failed job waits before its next attempt."""

import random
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class BackOff:
    """Doubles from `first` up to `longest`, both including jitter.

    The jitter takes away up to half, so that jobs that failed together (a mail server was down) don't all come back
    in the same second and fail together again.
    """

    first: timedelta = timedelta(seconds=5)
    longest: timedelta = timedelta(hours=1)

    def after(self, attempts: int, chance: float | None = None) -> timedelta:
        """The wait after this many attempts (at least 1). `chance` from 0 to 1 is drawn unless given."""
        # 2 ** 60 seconds is past any `longest`; the limit keeps the number from overflowing a timedelta.
        doublings = min(attempts - 1, 60)
        seconds = min(self.first.total_seconds() * 2.0**doublings, self.longest.total_seconds())
        if chance is None:
            chance = random.random()  # noqa: S311 - nothing secret
        return timedelta(seconds=seconds * (1 - chance / 2))
