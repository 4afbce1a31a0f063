"""One line of a calendar's day."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pacesetter.web.day.due import clock_time


@dataclass(frozen=True)
class Entry:
    """`key` is "done", "overdue", "today", "future", or "ahead": one of a series that is no activity yet, where `id` is
    that of another meeting of it."""

    id: int
    key: str
    word: str
    symbol: str
    time: str
    name: str
    about: str


def timed(key: str, pk: int, symbol: str, moment: datetime | None, name: str, about: str, zone: ZoneInfo) -> Entry:
    """The entry, with the moment on the zone's clock."""
    return Entry(pk, key, _WORDS[key](), symbol, clock_time(moment, zone) if moment else "", name, about)


_WORDS = {
    "done": lambda: _("Done"),
    "overdue": lambda: _("Overdue"),
    "today": lambda: _("Today"),
    "future": lambda: _("To do"),
    "ahead": lambda: _("Of a series, not planned yet"),
}
