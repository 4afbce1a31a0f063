"""Which meetings of a series are still to come."""

from datetime import datetime, timedelta

from pacesetter.activities.models import Activity, Status
from pacesetter.core import clock
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.state import length_of


def is_over(activity: Activity, now: datetime) -> bool:
    """Whether it was completed, or its time is past."""
    if activity.status == Status.COMPLETED:
        return True
    return activity.due_at is not None and activity.due_at + timedelta(minutes=length_of(activity)) <= now


def first_to_come(series: MeetingSeries) -> datetime | None:
    """The first occurrence by the rule from which on none has been; None where all have."""
    now = clock.now()
    length = timedelta(minutes=series.planned_minutes or 30)
    rows = {
        row.original_at: row.activity
        for row in series.occurrences.filter(activity__isnull=False).select_related("activity")
    }
    first = None
    for at in reversed(starts_of(series)):
        activity = rows.get(at)
        has_been = at + length <= now if activity is None else is_over(activity, now)
        if has_been:
            break
        first = at
    return first


def to_come(series: MeetingSeries) -> list[MeetingOccurrence]:
    """Those that are planned and not over, in their order."""
    now = clock.now()
    rows = series.occurrences.filter(activity__status=Status.PLANNED, activity__deleted_at__isnull=True)
    found = rows.select_related("activity__owner__organisation", "activity__activity_type")
    return [row for row in found if row.activity is not None and not is_over(row.activity, now)]
