"""Moments as they are written: in UTC, or by the clock of the meeting's zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from pacesetter.itip.meeting import Meeting
from pacesetter.itip.recurrence import occurrences


def written(moment: datetime, meeting: Meeting, *, zoned: bool) -> datetime:
    """The moment in the meeting's zone where that is described in the message, else in UTC."""
    return moment.astimezone(ZoneInfo(meeting.zone) if zoned else UTC)


def starts_of(meeting: Meeting) -> list[datetime]:
    """Every start by the rule, exceptions not applied."""
    return occurrences(meeting.starts_at, meeting.recurrence, meeting.zone)


def all_moments(meeting: Meeting) -> list[datetime]:
    """Every moment that the message mentions or implies: starts and ends by the rule, and of what differs."""
    length = meeting.ends_at - meeting.starts_at
    moments = [moment for start in starts_of(meeting) for moment in (start, start + length)]
    for one in meeting.exceptions:
        moments += [moment for moment in (one.original_at, one.starts_at, one.ends_at) if moment is not None]
    return moments


def keeps_its_offset(meeting: Meeting) -> bool:
    """Whether the rule says the same in UTC: no change of the clock lies between its occurrences, and the days of the
    week are those of UTC."""
    starts = starts_of(meeting)
    same_offset = len({start.utcoffset() for start in starts}) == 1
    return same_offset and all(start.weekday() == start.astimezone(UTC).weekday() for start in starts)
