"""When something is due: a word and a key that chooses colour and shape."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_time
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.activities.models import Activity
from pacesetter.wording.numbers import current_locale
from pacesetter.wording.periods import in_letters

# Beyond this a number of days says less than the date.
_DAYS_COUNTED = 14


@dataclass(frozen=True)
class Due:
    """`key` is "overdue", "today", "future" or "none"; `word` says the same; `time` is empty without one."""

    key: str
    word: str
    time: str


def due_in_words(activity: Activity, today: date, zone: ZoneInfo) -> Due:
    """Seen from the reader's today, in the reader's zone."""
    time = clock_time(activity.due_at, zone) if activity.due_at else ""
    if activity.due_on is None:
        return Due("none", _("No date"), time)
    days = (activity.due_on - today).days
    if days < 0:
        return Due("overdue", _overdue(-days, activity.due_on, today), time)
    if days == 0:
        return Due("today", _("Today"), time)
    return Due("future", day_from(activity.due_on, today), time)


def _overdue(days: int, due_on: date, today: date) -> str:
    if days == 1:
        return _("Overdue since yesterday")
    if days <= _DAYS_COUNTED:
        return ngettext("Overdue %(days)s day", "Overdue %(days)s days", days) % {"days": days}
    return _("Overdue since %(day)s") % {"day": short_day(due_on, today)}


def day_from(day: date, today: date) -> str:
    """ "Today", "Tomorrow", or the day in a few letters: "Wed, Mar 25"."""
    if day == today:
        return _("Today")
    if day == today + timedelta(days=1):
        return _("Tomorrow")
    return short_day(day, today)


def short_day(day: date, today: date) -> str:
    """Weekday, day and month; the year where it is another than this one."""
    return in_letters(day, "MMMEd" if day.year == today.year else "yMMMd")


def time_in_words(at: time) -> str:
    """A time of day as the locale writes it."""
    return _on_the_clock(at.replace(second=0, microsecond=0, tzinfo=None), current_locale())


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """The time of day in this zone, as the locale writes it."""
    return time_in_words(moment.astimezone(zone).time())


@lru_cache(maxsize=4096)
def _on_the_clock(at: time, locale: Locale) -> str:
    return str(format_time(at, "short", locale=locale))
