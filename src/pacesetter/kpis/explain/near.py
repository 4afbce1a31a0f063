"""Which activities come into question for a figure: those of the member around its days."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

# People look for an activity on the wrong side of the month's end.
AROUND = timedelta(days=7)

# The conditions of the partial indexes, to the letter, so that both databases know that they may use them.
_CREATED_BY_OTHER = (
    "(a.created_by_id < (a.owner_id) OR a.created_by_id > (a.owner_id) "
    "OR a.created_by_id < (a.booked_for_id) OR a.created_by_id > (a.booked_for_id))"
)
_COMPLETED_BY_OTHER = (
    "(a.completed_by_id < (a.owner_id) OR a.completed_by_id > (a.owner_id) "
    "OR a.completed_by_id < (a.booked_for_id) OR a.completed_by_id > (a.booked_for_id))"
)
_DUE_ANOTHER_DAY = "(a.due_on < (a.completed_on) OR a.due_on > (a.completed_on) OR a.status = 'cancelled')"
_BOOKED_FOR_OTHER = "(a.booked_for_id < (a.owner_id) OR a.booked_for_id > (a.owner_id))"
# Each way of being concerned is one walk through one index: who, and the one day of the activity that is in the range;
# without one, the few activities of somebody that are in that index are looked through for any of their days. One that
# has another day in the range is found by that day's walk. So is what was done on the day it was due by its completed
# day, and what a member booked and still owns by one of the two.
_CONCERNED = (
    ("a.owner_id = %s", "completed_on"),
    ("a.owner_id = %s AND a.status = 'planned'", "due_on"),
    (f"a.owner_id = %s AND {_DUE_ANOTHER_DAY}", "due_on"),
    ("a.owner_id = %s", "cancelled_at"),
    ("a.booked_for_id = %s", "booked_on"),
    (f"a.owner_id = %s AND {_BOOKED_FOR_OTHER}", None),
    (f"a.booked_for_id = %s AND {_BOOKED_FOR_OTHER}", None),
    (f"a.created_by_id = %s AND {_CREATED_BY_OTHER}", None),
    (f"a.completed_by_id = %s AND {_COMPLETED_BY_OTHER}", None),
)
_DAYS = ("completed_on", "booked_on", "due_on")


@dataclass(slots=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: list[Any] = field(default_factory=list)


def near(organisation_id: int, member_id: int, starts_on: date, ends_on: date, zone: ZoneInfo) -> Sql:
    """SELECT of the ids of activities that the member owns, booked, created, completed or took part in, and that have a
    day of theirs (completed, booked, due, cancelled) in the range or within a week of it."""
    around = (starts_on - AROUND, ends_on + AROUND, zone)
    days = touches("a", *around)
    selects = []
    for concerned, column in _CONCERNED:
        when = days if column is None else _within("a", column, *around)
        selects.append(
            Sql(
                f"SELECT a.id FROM activities_activity a WHERE a.organisation_id = %s AND {concerned} AND {when.text}",  # noqa: S608
                [organisation_id, member_id, *when.params],
            )
        )
    selects.append(
        Sql(
            "SELECT a.id FROM activities_activityparticipant p "  # noqa: S608
            "JOIN activities_activity a ON a.organisation_id = p.organisation_id AND a.id = p.activity_id "
            f"WHERE p.organisation_id = %s AND p.member_id = %s AND {days.text}",
            [organisation_id, member_id, *days.params],
        )
    )
    return Sql(" UNION ".join(one.text for one in selects), [value for one in selects for value in one.params])


def touches(alias: str, starts_on: date, ends_on: date, zone: ZoneInfo) -> Sql:
    """Condition that a day of the activity lies in the range."""
    parts = [_within(alias, column, starts_on, ends_on, zone) for column in (*_DAYS, "cancelled_at")]
    return Sql(f"({' OR '.join(one.text for one in parts)})", [value for one in parts for value in one.params])


def _within(alias: str, column: str, starts_on: date, ends_on: date, zone: ZoneInfo) -> Sql:
    bounds = [starts_on, ends_on] if column in _DAYS else [_midnight(starts_on, zone), _midnight(ends_on, zone)]
    return Sql(f"({alias}.{column} >= %s AND {alias}.{column} < %s)", bounds)


def _midnight(day: date, zone: ZoneInfo) -> Any:
    moment = datetime.combine(day, time.min, zone).astimezone(UTC)
    return connection.ops.adapt_datetimefield_value(moment)
