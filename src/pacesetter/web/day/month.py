"""The days of a calendar with what is planned and was done on them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_skeleton
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.models import Activity, Status
from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.people.days_off import DayOff, days_off
from pacesetter.people.models import Member
from pacesetter.web.day.lines import symbol_of
from pacesetter.web.day.month_ahead import entries_ahead
from pacesetter.web.day.month_entry import Entry, timed
from pacesetter.wording.numbers import current_locale
from pacesetter.wording.periods import day_label

# What a day of a month has room for.
IN_A_MONTH = 4


@dataclass(frozen=True)
class Day:
    """One day; `off` says why nobody works, in words, empty on a working day."""

    day: date
    number: str
    label: str
    is_today: bool
    is_outside: bool
    is_off: bool
    off: str
    entries: tuple[Entry, ...]
    more: int


def shown_range(period: Period, calendar: Calendar) -> tuple[date, date]:
    """The days of a page: whole weeks."""
    first = period_holding(PeriodKind.WEEK, period.starts_on, calendar).starts_on
    last = period_holding(PeriodKind.WEEK, period.ends_on - timedelta(days=1), calendar).ends_on
    return first, last


def days_of(viewer: Member, whose: Member, period: Period, calendar: Calendar, today: date) -> list[Day]:
    """The days of the page, in the viewer's zone. The caller has checked that the viewer may see the member."""
    starts_on, ends_on = shown_range(period, calendar)
    catalogue = catalogue_of(viewer.organisation)
    entries = _entries(viewer, whose, starts_on, ends_on, catalogue, today)
    off = days_off(whose, starts_on, ends_on)
    most = IN_A_MONTH if period.kind is PeriodKind.MONTH else 100
    return [
        _day(day, period, today, entries.get(day, []), off.get(day), most)
        for day in (starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days))
    ]


def weekday_labels(calendar: Calendar) -> list[str]:
    """The names of the weekdays in the order of the organisation's weeks."""
    monday = date(2024, 1, 1)
    days = (monday + timedelta(days=(calendar.first_weekday + n) % 7) for n in range(7))
    return [str(format_skeleton("E", day, locale=current_locale())) for day in days]


def _day(day: date, period: Period, today: date, entries: list[Entry], off: DayOff | None, most: int) -> Day:
    return Day(
        day=day,
        number=str(day.day),
        label=day_label(day),
        is_today=day == today,
        is_outside=day not in period,
        is_off=off is not None and off.is_whole,
        off=_why(off) if off else "",
        entries=tuple(entries[:most]),
        more=max(0, len(entries) - most),
    )


def _why(off: DayOff) -> str:
    why = off.holiday or (_("Leave") if off.is_leave else "")
    return why if off.is_whole or not why else _("%(why)s, half a day") % {"why": why}


def _entries(
    viewer: Member, whose: Member, starts_on: date, ends_on: date, catalogue: Catalogue, today: date
) -> dict[date, list[Entry]]:
    found: defaultdict[date, list[tuple[tuple[bool, str], Entry]]] = defaultdict(list)
    own = Activity.objects.filter(owner=whose, deleted_at__isnull=True, duplicate_of__isnull=True)
    open_ones = own.filter(status=Status.PLANNED, due_on__gte=starts_on, due_on__lt=ends_on)
    done_ones = own.filter(completed_on__gte=starts_on, completed_on__lt=ends_on)
    for day, moment, entry in _read(open_ones, "due_on", "due_at", viewer, catalogue, today):
        found[day].append(((False, moment), entry))
    for day, moment, entry in _read(done_ones, "completed_on", "completed_at", viewer, catalogue, None):
        found[day].append(((True, moment), entry))
    for day, at, entry in entries_ahead(viewer, whose, starts_on, ends_on, catalogue):
        found[day].append(((False, at.isoformat()), entry))
    # To-dos first, since something can still be done about them; each by time.
    return {day: [entry for _key, entry in sorted(those, key=lambda one: one[0])] for day, those in found.items()}


def _read(
    rows: QuerySet[Activity],
    day_field: str,
    moment_field: str,
    viewer: Member,
    catalogue: Catalogue,
    today: date | None,
) -> Iterable[tuple[date, str, Entry]]:
    zone = viewer.zone()
    symbols = {pk: symbol_of(kind) for pk, kind in catalogue.types.items()}
    columns = ("pk", "activity_type_id", "subject", "company__name", day_field, moment_field)
    values: Iterable[tuple[int, int, str, str | None, date, datetime | None]] = rows.values_list(*columns)
    for pk, type_id, subject, company, day, moment in values:
        key = "done" if today is None else "overdue" if day < today else "today" if day == today else "future"
        name = catalogue.types[type_id].name
        entry = timed(key, pk, symbols[type_id], moment, name, company or subject, zone)
        yield day, moment.isoformat() if moment else "", entry
