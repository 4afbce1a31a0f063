"""Move a series by the way that one of its meetings is moved."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pacesetter.itip import Frequency, Recurrence
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.rules import first_day


class Shift:
    """So many days, and perhaps another time on the wall. False where the meeting stays."""

    def __init__(self, series: MeetingSeries, occurrence: MeetingOccurrence, moved_to: datetime | None) -> None:
        self._zone = ZoneInfo(series.zone)
        self.days, self.time = 0, None
        activity = occurrence.activity
        before = (activity.due_at if activity is not None else None) or occurrence.original_at
        if moved_to is None or moved_to == before:
            return
        old, new = before.astimezone(self._zone), moved_to.astimezone(self._zone)
        self.days = (new.date() - old.date()).days
        if new.time() != old.time():
            self.time = new.time()

    def __bool__(self) -> bool:
        return bool(self.days) or self.time is not None

    def moved(self, at: datetime) -> datetime:
        """The moment after the shift, in UTC."""
        local = at.astimezone(self._zone)
        return self._at(local.date() + timedelta(days=self.days), local)

    def applied(self, starts_at: datetime, rule: Recurrence, *, is_given: bool) -> tuple[datetime, Recurrence]:
        """First start and rule after the shift. A rule that somebody has chosen (`is_given`) says its days itself."""
        local = starts_at.astimezone(self._zone)
        day = local.date() + timedelta(days=self.days)
        new = rule if is_given else _shifted(rule, day, self.days)
        return self._at(first_day(day, new), local), new

    def _at(self, day: date, local: datetime) -> datetime:
        time = local.time() if self.time is None else self.time
        return datetime.combine(day, time, self._zone).astimezone(UTC)


def _shifted(rule: Recurrence, first: date, days: int) -> Recurrence:
    if not days:
        return rule
    if rule.until is not None:
        # Else the last one would be gone, or one more would come.
        rule = replace(rule, until=rule.until + timedelta(days=days))
    if rule.frequency is Frequency.WEEKLY and rule.weekdays:
        return replace(rule, weekdays=tuple(sorted((day + days) % 7 for day in rule.weekdays)))
    if rule.position is not None:
        is_last = rule.position == -1 and (first + timedelta(days=7)).month != first.month
        position = -1 if is_last or first.day > 28 else (first.day - 1) // 7 + 1
        return replace(rule, weekdays=(first.weekday(),), position=position)
    return rule
