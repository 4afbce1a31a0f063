"""When a periodic job is due. Pure: no clock, no database."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Recurring:
    """One line of config/recurring.py: jobs of this kind are due every so often.

    Due moments are counted from midnight UTC of 1 January 1970 (a Thursday), moved by `offset`:
    `every=timedelta(days=1), offset=timedelta(hours=3)` is 03:00 UTC every day. They don't depend on when a process
    was started.

    `catch_up` is how many missed moments are made up for after a standstill: the latest ones, 1 unless said otherwise.

    A kind that serves organisations gets one job for each of them. Where a job of an earlier moment still waits in the
    queue, none is added.
    """

    kind: str
    every: timedelta
    offset: timedelta = timedelta(0)
    catch_up: int = 1

    def __post_init__(self) -> None:
        if self.every < timedelta(seconds=1):
            raise ValueError(f"{self.kind}: a job can't recur more often than once a second.")
        if not timedelta(0) <= self.offset < self.every:
            raise ValueError(f"{self.kind}: the offset must be shorter than the time between two runs.")
        if self.catch_up < 1:
            raise ValueError(f"{self.kind}: at least the latest missed run is made up for.")

    def latest(self, now: datetime) -> datetime:
        """The last due moment at or before `now`."""
        return now - (now - _EPOCH - self.offset) % self.every

    def missed(self, last: datetime, now: datetime) -> list[datetime]:
        """The due moments after `last` up to `now` that are to be made up for, oldest first."""
        moments: list[datetime] = []
        moment = self.latest(now)
        while moment > last and len(moments) < self.catch_up:
            moments.append(moment)
            moment -= self.every
        return moments[::-1]
