"""The days of a calendar with what is planned and was done on them."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from pacesetter.activities.catalogue import Catalogue, catalogue_of
from pacesetter.activities.models import Activity, Status
from pacesetter.core.periods import Calendar, Period, PeriodKind, period_holding
from pacesetter.kpis.book import book_of
from pacesetter.people.composed_query import ComposedQuery
from pacesetter.people.days_off import DayOff, days_off
from pacesetter.people.models import Member
from pacesetter.web.day.lines import symbol_of
from pacesetter.web.day.month_ahead import entries_ahead
from pacesetter.web.day.month_entry import Entry, timed
from pacesetter.wording.periods import day_label, in_letters

# An activity's id, type, subject, company, day and moment, and how many there are on the day.
_Row = tuple[int, int, str, str | None, date, datetime | None, int]
# Whether it is done, when, and what makes the entry of it: most days of a month have more than they have room for.
_ToCome = tuple[bool, str, Callable[[], Entry]]

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
    most = IN_A_MONTH if period.kind is PeriodKind.MONTH else 100
    entries, numbers = _entries(viewer, whose, starts_on, ends_on, catalogue, today, most)
    # The book keeps when everybody works.
    working = book_of(viewer.organisation).working_times(starts_on, ends_on)[whose.pk]
    off = days_off(whose, working, starts_on, ends_on)
    return [
        _day(day, period, today, entries.get(day, []), numbers[day], off.get(day))
        for day in (starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days))
    ]


def weekday_labels(calendar: Calendar) -> list[str]:
    """The names of the weekdays in the order of the organisation's weeks."""
    monday = date(2024, 1, 1)
    days = (monday + timedelta(days=(calendar.first_weekday + n) % 7) for n in range(7))
    return [in_letters(day, "E") for day in days]


def _day(day: date, period: Period, today: date, entries: list[_ToCome], number: int, off: DayOff | None) -> Day:
    return Day(
        day=day,
        number=str(day.day),
        label=day_label(day),
        is_today=day == today,
        is_outside=day not in period,
        is_off=off is not None and off.is_whole,
        off=_why(off) if off else "",
        entries=tuple(make() for _is_done, _moment, make in entries),
        more=number - len(entries),
    )


def _why(off: DayOff) -> str:
    why = off.holiday or (_("Leave") if off.is_leave else "")
    return why if off.is_whole or not why else _("%(why)s, half a day") % {"why": why}


def _entries(
    viewer: Member, whose: Member, starts_on: date, ends_on: date, catalogue: Catalogue, today: date, most: int
) -> tuple[dict[date, list[_ToCome]], Counter[date]]:
    """What each day shows, and how many there are on it."""
    found: defaultdict[date, list[_ToCome]] = defaultdict(list)
    numbers: Counter[date] = Counter()
    given = {"owner_id": whose.pk, "starts_on": starts_on, "ends_on": ends_on, "most": most}
    zone = viewer.zone()
    for is_done, rows in ((False, _PLANNED.rows(**given)), (True, _DONE.rows(**given))):
        numbers.update({row[4]: row[6] for row in rows})
        for pk, type_id, subject, company, day, at, _number in rows:
            key = "done" if is_done else "overdue" if day < today else "today" if day == today else "future"
            make = partial(_entry, catalogue, zone, key, pk, type_id, company or subject, at)
            found[day].append((is_done, at.isoformat() if at else "", make))
    for day, at, entry in entries_ahead(viewer, whose, starts_on, ends_on, catalogue):
        found[day].append((False, at.isoformat(), partial(_as_it_is, entry)))
        numbers[day] += 1
    # To-dos first, since something can still be done about them; each by time.
    return {day: sorted(those, key=itemgetter(0, 1))[:most] for day, those in found.items()}, numbers


def _entry(
    catalogue: Catalogue, zone: ZoneInfo, key: str, pk: int, type_id: int, about: str, at: datetime | None
) -> Entry:
    kind = catalogue.types[type_id]
    return timed(key, pk, symbol_of(kind), at, kind.name, about, zone)


def _as_it_is(entry: Entry) -> Entry:
    return entry


def _rows(owner_id: int, day: str, moment: str, most: int, **conditions: Any) -> QuerySet[Activity, _Row]:
    """The first of each day, as many as are shown at most."""
    own = Activity.objects.filter(owner=owner_id, deleted_at__isnull=True, duplicate_of__isnull=True, **conditions)
    place = Window(RowNumber(), partition_by=F(day), order_by=[F(moment).asc(nulls_first=True), F("pk").asc()])
    numbered = own.annotate(place=place, number=Window(Count("*"), partition_by=F(day))).filter(place__lte=most)
    return numbered.values_list("pk", "activity_type_id", "subject", "company__name", day, moment, "number")


_PLANNED: ComposedQuery[_Row] = ComposedQuery(
    lambda owner_id, starts_on, ends_on, most: _rows(
        owner_id, "due_on", "due_at", most, status=Status.PLANNED, due_on__gte=starts_on, due_on__lt=ends_on
    ),
    forms=("most",),
    is_planned=True,
)
_DONE: ComposedQuery[_Row] = ComposedQuery(
    lambda owner_id, starts_on, ends_on, most: _rows(
        owner_id, "completed_on", "completed_at", most, completed_on__gte=starts_on, completed_on__lt=ends_on
    ),
    forms=("most",),
    is_planned=True,
)
