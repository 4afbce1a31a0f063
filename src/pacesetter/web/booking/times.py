"""Free times as a visitor sees them: by day, in the visitor's zone, a week at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest

from pacesetter.core import clock
from pacesetter.core.written_ids import written_id
from pacesetter.meetings.bookings import free_times
from pacesetter.meetings.models import BookingPage
from pacesetter.web.day.due import clock_time, short_day
from pacesetter.web.forms.profile import time_zones

DAYS_AT_ONCE = 7


@dataclass(frozen=True)
class Time:
    """A time that can be taken: as it is sent, and as it is read."""

    value: str
    words: str


@dataclass(frozen=True)
class Day:
    """A day on which something is free."""

    key: str
    words: str
    times: Sequence[Time]


@dataclass(frozen=True)
class FreeDays:
    """What is free in a week, and the ways to the others; empty where there is no other."""

    days: Sequence[Day]
    zone: str
    zones: Sequence[tuple[str, str]]
    first: str
    earlier: str
    later: str


def zone_asked(request: HttpRequest, page: BookingPage) -> ZoneInfo:
    """The zone that the visitor chose, else that of the member."""
    asked = request.POST.get("zone") or request.GET.get("zone") or ""
    return ZoneInfo(asked) if asked in {name for name, _words in time_zones()} else page.member.zone()


def minutes_asked(request: HttpRequest, page: BookingPage) -> int:
    """How long the visitor wants to meet, else the middle of what is offered."""
    asked = written_id(request.POST.get("minutes") or request.GET.get("minutes") or "")
    offered: list[int] = page.durations_minutes
    return asked if asked in offered else offered[len(offered) // 2]


def time_asked(request: HttpRequest) -> datetime | None:
    """The time that was chosen."""
    written = request.POST.get("at") or request.GET.get("at") or ""
    try:
        return datetime.strptime(written, _FORM).replace(tzinfo=UTC)
    except ValueError:
        return None


_FORM = "%Y%m%dT%H%MZ"


def as_sent(moment: datetime) -> str:
    """A time as the pages send it."""
    return moment.astimezone(UTC).strftime(_FORM)


def free_days(request: HttpRequest, page: BookingPage, minutes: int, *, but: int | None = None) -> FreeDays:
    """The week that the address asks for, from today on by default."""
    zone = zone_asked(request, page)
    today = clock.today(zone)
    first = max(_day(request.POST.get("from") or request.GET.get("from") or "", today), today)
    last = first + timedelta(days=DAYS_AT_ONCE - 1)
    moments = free_times(page, minutes=minutes, first=first, last=last, zone=zone, but=but)
    days = [
        Day(day.isoformat(), short_day(day, today), [Time(as_sent(one), clock_time(one, zone)) for one in times])
        for day, times in groupby(moments, key=lambda one: one.astimezone(zone).date())
    ]
    end = today + timedelta(days=page.days_ahead)
    known = {"minutes": minutes, "zone": zone.key}
    later = urlencode(known | {"from": last + timedelta(days=1)}) if last < end else ""
    earlier = urlencode(known | {"from": first - timedelta(days=DAYS_AT_ONCE)}) if first > today else ""
    zones = [(name, words) for name, words in time_zones()]
    if zone.key not in {name for name, _words in zones}:
        zones.insert(0, (zone.key, zone.key))
    return FreeDays(days, zone.key, zones, first.isoformat() if first > today else "", earlier, later)


def time_words(moment: datetime, zone: ZoneInfo) -> str:
    """Such as "Wed, Mar 25, 10:00 AM"."""
    return f"{short_day(moment.astimezone(zone).date(), clock.today(zone))}, {clock_time(moment, zone)}"


def _day(written: str, otherwise: date) -> date:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return otherwise
    return found if abs((found - otherwise).days) < 1000 else otherwise
