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
    span = _next_span(now_local, working)
    return max(now_local.astimezone(UTC), span[0]) if span else None


def quiet_from(now_local: datetime, working: WorkingTime) -> datetime:
    """The moment (UTC) at which the next quiet hours begin; `now_local` itself where it lies in some already."""
    now, span = now_local.astimezone(UTC), _next_span(now_local, working)
    return span[1] if span and span[0] <= now else now


def _next_span(now_local: datetime, working: WorkingTime) -> tuple[datetime, datetime] | None:
    """From when to when the member may be disturbed: now, or the next time."""
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
            return begins, ends
    return None
