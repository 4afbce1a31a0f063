"""Moments of the story at which settings are made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from pacesetter.core import clock


@contextmanager
def standing_on(day: date, *, days_before: int = 0, founded_on: date | None = None) -> Iterator[None]:
    """Let it be nine in the morning, so many days before the day; never later than it really is, and not before the
    organisation was founded."""
    day -= timedelta(days=days_before)
    moment = datetime.combine(max(day, founded_on or day), time(9), UTC)
    with clock.standing_at(min(moment, clock.now())):
        yield
