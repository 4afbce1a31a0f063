"""The rule by which a zone changes its clocks from now on, as the POSIX footer of its file says it (RFC 9636, 3.3).

Such as `GMT0BST,M3.5.0/1,M10.5.0`: British winter time, summer time from the last Sunday of March at 1 to that of
October at 2. Only rules that one STANDARD and one DAYLIGHT can say are read; every other zone has no rule here.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

_NAME = r"(?:<[+\-\w]+>|[A-Za-z]+)"
_OFFSET = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_RULE = r"M(\d+)\.(\d)\.(\d)(?:/([+-]?\d{1,3}(?::\d{2}){0,2}))?"
_FOOTER = re.compile(rf"^({_NAME})({_OFFSET})(?:({_NAME})({_OFFSET})?,{_RULE},{_RULE})?$")


@dataclass(frozen=True, slots=True)
class Change:
    """The clocks change every year in `month`, on the `week`-th (5: last) `weekday` (0 is Sunday), at `at` after
    midnight by the clock before the change."""

    month: int
    week: int
    weekday: int
    at: timedelta

    def in_year(self, year: int) -> datetime:
        """The moment of the change in this year, by the clock before it."""
        first = date(year, self.month, 1)
        day = first + timedelta(days=(self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1))
        while day.month != self.month:
            day -= timedelta(days=7)
        return datetime.combine(day, time()) + self.at


@dataclass(frozen=True, slots=True)
class ZoneRule:
    """Offsets from UTC, and when the clocks go to the other one. Without summer time both changes are None."""

    standard_name: str
    standard: timedelta
    summer_name: str = ""
    summer: timedelta | None = None
    to_summer: Change | None = None
    to_standard: Change | None = None

    def offset_at(self, moment: datetime) -> timedelta:
        """The offset that the rule has at a moment of UTC (naive)."""
        if self.summer is None or self.to_summer is None or self.to_standard is None:
            return self.standard
        # The year by the clock of the place: a change near New Year belongs to that one.
        year = (moment + self.standard).year
        begins = self.to_summer.in_year(year) - self.standard
        ends = self.to_standard.in_year(year) - self.summer
        is_summer = begins <= moment < ends if begins < ends else not ends <= moment < begins
        return self.summer if is_summer else self.standard


@cache
def zone_rule(zone: str) -> ZoneRule | None:
    """The rule of the zone of this name, None where it has none that can be said, or where there is no such zone."""
    try:
        file = resources.files("tzdata.zoneinfo").joinpath(*zone.split("/"))
        footer = file.read_bytes().rsplit(b"\n", 2)[-2].decode("ascii")
    except (OSError, IndexError, UnicodeDecodeError):
        return None
    return _read(footer)


def _read(footer: str) -> ZoneRule | None:
    found = _FOOTER.match(footer)
    if not found:
        return None
    name, offset, other_name, other_offset, *changes = found.groups()
    standard = -_duration(offset)
    if other_name is None:
        return ZoneRule(_bare(name), standard)
    other = -_duration(other_offset) if other_offset else standard + timedelta(hours=1)
    begins, ends = _change(changes[:4]), _change(changes[4:])
    if begins is None or ends is None:
        return None
    if other < standard:  # Ireland's law calls summer time the standard; calendars call the later clock DAYLIGHT
        return ZoneRule(_bare(other_name), other, _bare(name), standard, ends, begins)
    return ZoneRule(_bare(name), standard, _bare(other_name), other, begins, ends)


def _change(parts: list[str | None]) -> Change | None:
    month, week, weekday, at = parts
    after = _duration(at) if at else timedelta(hours=2)
    if month is None or week is None or weekday is None or not timedelta(0) <= after < timedelta(days=1):
        return None  # "26 o'clock on Thursday" is no weekday of a recurrence rule
    return Change(int(month), int(week), int(weekday), after)


def _duration(text: str) -> timedelta:
    sign = -1 if text.startswith("-") else 1
    hours, *rest = (int(part) for part in text.lstrip("+-").split(":"))
    minutes, seconds = (*rest, 0, 0)[:2]
    return sign * timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _bare(name: str) -> str:
    return name.strip("<>")
