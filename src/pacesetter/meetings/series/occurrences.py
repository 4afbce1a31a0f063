"""The meetings of a series, found."""

from collections.abc import Collection
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import Meeting, MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.state import is_off


def occurrence_of(activity: Activity) -> MeetingOccurrence | None:
    """The place of the activity in its series; None where it is of none."""
    return next(iter(occurrences_of([activity.pk])), None)


def occurrences_of(activity_ids: Collection[int]) -> list[MeetingOccurrence]:
    """The places of those of the activities that are of a series."""
    rows = MeetingOccurrence.objects.select_related("series__owner__organisation", "series__activity_type", "activity")
    return list(rows.filter(activity__in=activity_ids))


def meeting_of(activity: Activity) -> Meeting | None:
    """What attendees were told of the activity, by itself or with its series; None where nobody was asked."""
    own = Meeting.objects.filter(activity=activity, series__isnull=True).first()
    return own or Meeting.objects.filter(series__occurrences__activity=activity).first()


def held_meeting_of(activity: Activity) -> Meeting | None:
    """The same, held until the end of the transaction."""
    found = meeting_of(activity)
    if found is None:
        return None
    row: Meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return row


def refuse_what_lies_outside(occurrence: MeetingOccurrence) -> None:
    """Raises a `Refusal` for a meeting that is to take place although its series ends before it: attendees know of it
    no more, and nothing would be told."""
    activity = occurrence.activity
    if activity is None or is_off(activity) or occurrence.original_at in starts_of(occurrence.series):
        return
    if activity.status == "planned":
        raise Refusal(
            _("The series ends before this meeting. Take up the series again, or plan a meeting of its own."),
            code="outside_series",
        )


def asked_about(series: MeetingSeries, moment: datetime) -> MeetingOccurrence | None:
    """The meeting that a calendar names by this moment, with a row from now on; None where the rule has none there.

    Some calendars name it by a zone that only they know, or by its day alone: then its time on the wall decides.
    """
    starts = starts_of(series)
    zone = ZoneInfo(series.zone)
    found = next((at for at in starts if at == moment), None)
    if found is None:
        wall = moment.astimezone(UTC).replace(tzinfo=None)
        walls = {at.astimezone(zone).replace(tzinfo=None): at for at in starts}
        found = walls.get(wall)
        if found is None and wall.hour == wall.minute == wall.second == 0:
            found = next((at for local, at in walls.items() if local.date() == wall.date()), None)
    if found is None:
        return None
    row, _made = MeetingOccurrence.objects.get_or_create(series=series, original_at=found)
    return row


def activity_about(meeting: Meeting, original_at: datetime | None = None) -> Activity:
    """The activity that somebody looks at to learn about the meeting: of a series the one that is meant, else the next
    one, else the first."""
    if meeting.series_id is None:
        return meeting.activity
    rows = MeetingOccurrence.objects.filter(series=meeting.series_id, activity__isnull=False)
    rows = rows.select_related("activity__owner__organisation", "activity__activity_type")
    row = rows.filter(original_at=original_at).first() if original_at else None
    row = row or rows.filter(original_at__gte=clock.now(), activity__status="planned").first()
    return row.activity if row is not None and row.activity is not None else meeting.activity
