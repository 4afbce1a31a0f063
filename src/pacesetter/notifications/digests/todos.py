"""The to-dos of a mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_time
from django.db.models import QuerySet

from pacesetter.activities.models import Activity
from pacesetter.activities.to_do_list import OPEN
from pacesetter.notifications.digests.links import link
from pacesetter.people.models import Member
from pacesetter.wording.numbers import current_locale
from pacesetter.wording.periods import day_label

# More than this nobody reads in a mail; the rest is counted and one tap away.
MOST = 15


@dataclass(frozen=True)
class TodoLine:
    """One to-do as it is printed. `when` is empty where only the day is known and the heading names it."""

    what: str
    company: str
    when: str
    address: str


@dataclass(frozen=True)
class TodoList:
    """The first few of them, and how many there are in all."""

    lines: Sequence[TodoLine]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.lines)


def overdue(member: Member, today: date) -> TodoList:
    """What should have been done before today, the oldest first."""
    return _listed(_planned(member).filter(due_on__lt=today), member, names_day=True)


def due_between(member: Member, starts_on: date, ends_on: date) -> TodoList:
    """What is to be done from the one day until the day before the other."""
    names_day = (ends_on - starts_on).days > 1
    return _listed(_planned(member).filter(due_on__gte=starts_on, due_on__lt=ends_on), member, names_day=names_day)


def _planned(member: Member) -> QuerySet[Activity]:
    return Activity.objects.filter(owner=member, **OPEN)


def _listed(found: QuerySet[Activity], member: Member, *, names_day: bool) -> TodoList:
    rows = found.select_related("activity_type", "company").order_by("due_on", "due_at", "pk")[: MOST + 1]
    lines = [_line(row, member, names_day=names_day) for row in rows]
    count = len(lines) if len(lines) <= MOST else found.count()
    return TodoList(lines[:MOST], count)


def _line(activity: Activity, member: Member, *, names_day: bool) -> TodoLine:
    when = [day_label(activity.due_on)] if names_day and activity.due_on else []
    if activity.due_at:
        when.append(_clock(activity.due_at, member))
    what = f"{activity.activity_type.name}: {activity.subject}" if activity.subject else activity.activity_type.name
    return TodoLine(
        what=what,
        company=activity.company.name if activity.company else "",
        when=", ".join(when),
        address=link(f"/activities/{activity.pk}/"),
    )


def _clock(moment: datetime, member: Member) -> str:
    return str(format_time(moment.astimezone(member.zone()), "short", locale=current_locale()))
