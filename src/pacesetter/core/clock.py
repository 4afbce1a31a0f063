"""What time it is, in one place, so that a whole request or a test can stand at one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_standing_at: ContextVar[datetime | None] = ContextVar("pacesetter_standing_at", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _standing_at.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[datetime]:
    """Let `now()` answer `moment` inside the block, in this thread or task alone.

    A page that shows many figures stands at one moment so that they agree. A moment without a time zone is a
    ValueError.
    """
    if moment.utcoffset() is None:
        raise ValueError("give the moment with its time zone")
    token = _standing_at.set(moment.astimezone(UTC))
    try:
        yield moment
    finally:
        _standing_at.reset(token)


def time_zone(name: str) -> ZoneInfo:
    """The time zone of this name, such as "Europe/Berlin". An unknown name is a ValueError."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"{name!r} is not a time zone; give a name such as Europe/Berlin") from error


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The day on which `moment` falls in this zone. A moment without a time zone is a ValueError."""
    if moment.utcoffset() is None:
        raise ValueError("give the moment with its time zone")
    return moment.astimezone(zone).date()


def today(zone: ZoneInfo) -> date:
    """The day it is in this zone."""
    return local_day(now(), zone)
