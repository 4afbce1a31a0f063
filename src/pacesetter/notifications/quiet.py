"""When somebody may be disturbed: in their working hours, by their own clock. Pure."""

from datetime import UTC, datetime, timedelta

from pacesetter.core.working_time import WorkingTime

# Whoever begins at 9 has a first meeting then, of which they are reminded before.
BEFORE_WORK = timedelta(minutes=30)
# Beyond that what was to be told is no news.
DAYS_AHEAD = 14


def undisturbed_until(now_local: datetime, working: WorkingTime) -> datetime | None:
    """The moment (UTC) at which the quiet hours end that `now_local` lies in; `now_local` itself where there are none.

    None where none of the next 14 days is worked. The moment carries the member's time zone (ValueError).
    """
    if now_local.tzinfo is None:
        raise ValueError("give the moment with its time zone")
    now = now_local.astimezone(UTC)
    for offset in range(DAYS_AHEAD + 1):
        day = now_local.date() + timedelta(days=offset)
        if not working.capacity(day):
            continue
        pattern = working.pattern_on(day)
        begins = datetime.combine(day, pattern.starts_at, now_local.tzinfo).astimezone(UTC) - BEFORE_WORK
        ends = datetime.combine(day, pattern.ends_at, now_local.tzinfo).astimezone(UTC)
        if now < ends:
            return max(now, begins)
    return None
