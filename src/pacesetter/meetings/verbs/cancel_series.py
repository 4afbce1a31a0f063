"""Cancel a series, or the rest of it; and take that back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities import verbs
from pacesetter.activities.models import Status
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.models import MeetingOccurrence, MeetingSeries
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.planning import plan_ahead
from pacesetter.meetings.series.remapping import split
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.series.upcoming import first_to_come
from pacesetter.meetings.together import tell_of_series, told_together
from pacesetter.people.models import Member


def cancel_following(occurrence: MeetingOccurrence, *, by: Member, reason: str = "") -> MeetingSeries:
    """Cancel this meeting of the series and all that follow. Those before stay as they are.

    Raises a `Refusal` where the series ends before it, or it has been already.
    """
    with transaction.atomic(), told_together():
        series = locked(occurrence.series_id, by)
        starts = starts_of(series)
        if occurrence.original_at not in starts:
            raise Refusal(_("The series ends before this meeting."), code="outside_series")
        earliest = first_to_come(series)
        if earliest is None or occurrence.original_at < earliest:
            raise Refusal(_("This meeting has been already. Choose one that is to come."), code="over")
        series.cut_at, series.cut_made_at, series.next_at = occurrence.original_at, clock.now(), None
        series.save(update_fields=["cut_at", "cut_made_at", "next_at"])
        for row in series.occurrences.filter(original_at__gte=occurrence.original_at).select_related("activity"):
            activity = row.activity
            if activity is not None and activity.status == Status.PLANNED and activity.deleted_at is None:
                verbs.cancel(activity, by=by, reason=reason)
        _record(series, "series_cancelled", by, occurrence)
        tell_of_series(series)
    return series


def cancel_series(series: MeetingSeries, *, by: Member, reason: str = "") -> MeetingSeries:
    """Cancel all meetings of the series that are still to come. Raises a `Refusal` where none is."""
    with transaction.atomic():
        earliest = first_to_come(series)
        row = series.occurrences.filter(original_at=earliest).first() if earliest else None
        if earliest is not None and row is None:
            row = MeetingOccurrence.objects.create(series=series, original_at=earliest)
        if row is None:
            raise Refusal(_("No meeting of this series is still to come."), code="over")
        return cancel_following(row, by=by, reason=reason)


def resume_series(series: MeetingSeries, *, by: Member) -> MeetingSeries:
    """Take back that the rest was cancelled: what was cancelled with it is planned again, and attendees are asked. What
    would have been meanwhile stays cancelled, and then the rest goes on as a series of its own.

    Raises a `Refusal` where nothing was, or nothing of it is still to come.
    """
    with transaction.atomic(), told_together():
        row = locked(series.pk, by)
        if row.cut_at is None or row.cut_made_at is None:
            raise Refusal(_("The rest of this series was not cancelled."), code="wrong_status")
        since, cut_at = row.cut_made_at, row.cut_at
        row.cut_at = row.cut_made_at = None
        row.save(update_fields=["cut_at", "cut_made_at"])
        row = _without_what_was_missed(row, cut_at, by)
        cancelled = row.occurrences.filter(original_at__gte=cut_at, activity__cancelled_at__gte=since)
        for occurrence in cancelled.select_related("activity"):
            if occurrence.activity is not None and occurrence.activity.deleted_at is None:
                verbs.reopen(occurrence.activity, by=by)
        plan_ahead(row, by=by)
        _record(row, "series_resumed", by, None)
        tell_of_series(row)
    return row


def _without_what_was_missed(series: MeetingSeries, cut_at: datetime, by: Member) -> MeetingSeries:
    """What goes on of a series that was cut: all of it where none of the rest is over yet."""
    now, length = clock.now(), timedelta(minutes=series.planned_minutes or 30)
    rest = [at for at in starts_of(series) if at >= cut_at]
    coming = [at for at in rest if at + length > now]
    if len(coming) == len(rest):
        return series
    if not coming:
        raise Refusal(_("No meeting of this series is still to come."), code="over")
    fresh = split(series, coming[0], by=by)
    # Attendees know that it ended there.
    series.cut_at = cut_at
    series.save(update_fields=["cut_at"])
    return fresh


def _record(series: MeetingSeries, verb: str, by: Member, occurrence: MeetingOccurrence | None) -> None:
    first = occurrence or series.occurrences.filter(activity__isnull=False).first()
    if first is not None and first.activity_id is not None:
        data = {"series_id": series.pk}
        events.record(f"meeting.{verb}", "activity", first.activity_id, by_id=by.pk, data=data)
