"""Days and times as forms send them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pacesetter.core.near import is_near
from pacesetter.core.refusal import Refusal


def read_day(written: str, *, field: str = "due_on") -> date | None:
    """A day such as 2026-03-24; None where nothing was written. Anything else is a `Refusal`."""
    written = written.strip()
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Refusal(
            _("“%(day)s” is not a day. Write it like %(example)s.") % {"day": written[:30], "example": "2026-03-24"},
            field=field,
            code="not_a_day",
        ) from None
    if not is_near(day):
        raise Refusal(_("That day is too far away. Check the year."), field=field, code="far_away")
    return day


def read_time(written: str, *, field: str = "due_time") -> time | None:
    """A time of day such as 14:30; None where nothing was written. Anything else is a `Refusal`."""
    written = written.strip()
    if not written:
        return None
    try:
        return time.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        raise Refusal(
            _("“%(time)s” is not a time. Write it like %(example)s.") % {"time": written[:30], "example": "14:30"},
            field=field,
            code="not_a_time",
        ) from None


def moment_of(day: date | None, at: time | None, zone: ZoneInfo) -> datetime | None:
    """The moment of a time of day; None without one. A time without its day is a `Refusal`. In the hour that a clock
    leaps over it is told as clocks show it then: an hour later."""
    if at is None:
        return None
    if day is None:
        raise Refusal(_("Say on which day."), field="due_on", code="required")
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)
