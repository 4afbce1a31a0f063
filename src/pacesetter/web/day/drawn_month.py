"""The days of a calendar as HTML: put together in Python, since a template escapes each of a thousand pieces by
itself."""

from collections.abc import Sequence
from urllib.parse import quote

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacesetter.web.addresses import address_around
from pacesetter.web.day.month import Day
from pacesetter.web.day.month_entry import Entry
from pacesetter.web.escaping import escape
from pacesetter.web.templatetags.icon import icon


class MonthDrawer:
    """Draws the days of one page. `back` is where one comes back to, `others` what the address says of whose calendar
    it is."""

    def __init__(self, *, is_month: bool, back: str, others: str) -> None:
        self._is_month, self._others = is_month, escape(others)
        self._back = f"?next={quote(back)}"
        self._today, self._move, self._pause = escape(_("today")), _("Move: %(what)s"), icon("clock-pause")
        self._activity, self._series, self._due = (
            address_around(name) for name in ("activity", "activity_series", "activity_due")
        )

    def all(self, days: Sequence[Day], weekdays: Sequence[str]) -> SafeString:
        """The names of the weekdays, and the days under them."""
        names = "".join(f"<span>{escape(name)}</span>" for name in weekdays)
        kind = "is-month" if self._is_month else "is-week"
        html = (
            f'<div class="weekdays" aria-hidden="true">{names}</div>\n'
            f'<ol class="days {kind}">\n{"".join(map(self._day, days))}</ol>'
        )
        return mark_safe(html)  # noqa: S308 - words are escaped where they are put in

    def _day(self, day: Day) -> str:
        signs = {
            " is-today": day.is_today,
            " is-outside": day.is_outside,
            " is-off": day.is_off,
            " is-empty": not day.entries and not day.off,
        }
        classes = "".join(name for name, holds in signs.items() if holds)
        label, on = escape(day.label), day.day.isoformat()
        today = f", {self._today}" if day.is_today else ""
        off = f' <span class="day-off">{escape(day.off)}</span>' if day.off else ""
        entries = f'<ul class="entries">\n{"".join(map(self._entry, day.entries))}</ul>\n' if day.entries else ""
        return (
            f'<li class="day-cell{classes}" data-day="{on}">\n'
            f'<h3 class="day-head"><span class="visually-hidden">{label}{today}</span>'
            f'<span class="day-number" aria-hidden="true">{day.number}</span>'
            f'<span class="day-name" aria-hidden="true">{label}</span>{off}</h3>\n'
            f"{entries}{self._more(day, on, label)}</li>\n"
        )

    def _more(self, day: Day, on: str, label: str) -> str:
        if not day.more:
            return ""
        words = escape(ngettext("%(num)s more", "%(num)s more", day.more) % {"num": day.more})
        return (
            f'<a class="day-more" href="?period=week&amp;day={on}{self._others}">{words}'
            f'<span class="visually-hidden"> {label}</span></a>\n'
        )

    def _entry(self, entry: Entry) -> str:
        before, behind = self._series if entry.key == "ahead" else self._activity
        due = f"{self._due[0]}{entry.id}{self._due[1]}"
        is_movable = entry.key not in ("done", "ahead")
        drag = f' draggable="true" data-due="{due}"' if is_movable else ""
        time = f'<span class="entry-time">{escape(entry.time)}</span> ' if entry.time else ""
        about = f" · {escape(entry.about)}" if entry.about else ""
        move = ""
        if is_movable and not self._is_month:
            label = escape(self._move % {"what": f"{entry.name}, {entry.about}"})
            move = f'<a class="entry-move" href="{due}{self._back}" aria-label="{label}">{self._pause}</a>'
        return (
            f'<li class="entry entry-{entry.key}"{drag}><a href="{before}{entry.id}{behind}">{icon(entry.symbol)}'
            f'<span class="visually-hidden">{escape(entry.word)}: </span>{time}'
            f'<span class="entry-name">{escape(entry.name)}{about}</span></a>{move}</li>\n'
        )
