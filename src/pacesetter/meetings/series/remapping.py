"""Give the activities of a series their places in another rhythm, or in another series."""

from datetime import datetime

from pacesetter.activities import verbs
from pacesetter.activities.models import Status
from pacesetter.core import clock
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.guests import contacts_of, members_of, set_guests
from pacesetter.meetings.series.planning import AHEAD
from pacesetter.meetings.series.rules import set_rule, starts_of, whole_rule
from pacesetter.meetings.series.snapshot import set_places, snapshot_of
from pacesetter.meetings.together import tell_of_series
from pacesetter.people.models import Member


def remap(series: MeetingSeries, *, by: Member) -> None:
    """Let the first activity be the first occurrence of the new rhythm, and so on: what was booked stays booked, and
    what was cancelled stays cancelled. Those for which there is no place within the weeks that are planned ahead are
    deleted.

    Rows of the old rhythm stay without an activity until attendees have been told.
    """
    rows = series.occurrences.filter(activity__isnull=False).select_related("activity")
    activities = [row.activity for row in rows if row.activity is not None]
    until = clock.now() + AHEAD
    starts = [at for number, at in enumerate(starts_of(series)) if number == 0 or at <= until]
    MeetingOccurrence.objects.filter(series=series).update(activity=None)
    for at, activity in zip(starts, activities, strict=False):
        MeetingOccurrence.objects.update_or_create(series=series, original_at=at, defaults={"activity": activity})
    for activity in activities[len(starts) :]:
        if activity.status == Status.PLANNED and activity.deleted_at is None:
            verbs.delete(activity, by=by)


def split(series: MeetingSeries, at: datetime, *, by: Member) -> MeetingSeries:
    """End the series before this occurrence, and let another one go on from there with the same meetings."""
    starts = starts_of(series)
    rule = whole_rule(series)
    fresh = MeetingSeries.objects.get(pk=series.pk)
    fresh.pk = None
    fresh._state.adding = True
    fresh.cut_at = fresh.cut_made_at = fresh.next_at = None
    fresh.created_by, fresh.created_at, fresh.fault = by, clock.now(), ""
    set_rule(fresh, at, rule)
    if rule.until is None or series.cut_at is not None:
        fresh.until, fresh.count = None, len(starts) - starts.index(at)
    fresh.save(force_insert=True)
    set_guests(fresh, contacts_of(series), members_of(series))
    moved = [row for row in series.occurrences.filter(original_at__gte=at) if row.activity_id is not None]
    ids = [(row.original_at, row.activity_id) for row in moved if row.original_at in starts]
    MeetingOccurrence.objects.filter(series=series, original_at__in=[moment for moment, _pk in ids]).update(
        activity=None
    )
    MeetingOccurrence.objects.bulk_create(
        MeetingOccurrence(series=fresh, original_at=moment, activity_id=pk) for moment, pk in ids
    )
    series.cut_at, series.cut_made_at, series.next_at = at, None, None
    series.save(update_fields=["cut_at", "cut_made_at", "next_at"])
    tell_of_series(series)
    return MeetingSeries.objects.select_related(
        "owner__organisation", "activity_type", "company__merged_into", "created_by"
    ).get(pk=fresh.pk)


def join(series: MeetingSeries, fresh: MeetingSeries, *, cut_at: datetime | None) -> None:
    """Let the series go on with the meetings of the one into which it was split, until it ends or `cut_at`. For
    attendees, that one is called off."""
    set_places(series, snapshot_of(fresh)["places"])
    fresh.cut_at, fresh.cut_made_at, fresh.next_at = fresh.starts_at, None, None
    fresh.save(update_fields=["cut_at", "cut_made_at", "next_at"])
    series.cut_at = cut_at
    series.save(update_fields=["cut_at"])
    tell_of_series(fresh)
    tell_of_series(series)
