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
# Each way of being concerned is one walk through one index.
_CONCERNED = (
    "a.owner_id = %s AND a.completed_on IS NOT NULL",
    "a.owner_id = %s AND a.status = 'planned'",
    "a.owner_id = %s AND a.cancelled_at IS NOT NULL",
    "a.booked_for_id = %s AND a.booked_on IS NOT NULL",
    f"a.created_by_id = %s AND {_CREATED_BY_OTHER}",
    f"a.completed_by_id = %s AND {_COMPLETED_BY_OTHER}",
)


@dataclass(slots=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: list[Any] = field(default_factory=list)


def near(organisation_id: int, member_id: int, starts_on: date, ends_on: date, zone: ZoneInfo) -> Sql:
    """SELECT of the ids of activities that the member owns, booked, created, completed or took part in, and that have a
    day of theirs (completed, booked, due, cancelled) in the range or within a week of it."""
    days = touches("a", starts_on - AROUND, ends_on + AROUND, zone)
    selects = [
        Sql(
            f"SELECT a.id FROM activities_activity a WHERE a.organisation_id = %s AND {concerned} AND {days.text}",  # noqa: S608
            [organisation_id, member_id, *days.params],
        )
        for concerned in _CONCERNED
    ]
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
    days = ("completed_on", "booked_on", "due_on")
    conditions = [f"({alias}.{column} >= %s AND {alias}.{column} < %s)" for column in days]
    conditions.append(f"({alias}.cancelled_at >= %s AND {alias}.cancelled_at < %s)")
    return Sql(
        f"({' OR '.join(conditions)})",
        [starts_on, ends_on] * len(days) + [_midnight(starts_on, zone), _midnight(ends_on, zone)],
    )


def _midnight(day: date, zone: ZoneInfo) -> Any:
    moment = datetime.combine(day, time.min, zone).astimezone(UTC)
    return connection.ops.adapt_datetimefield_value(moment)
