"""Tell attendees what they have to know of a series: in the transaction of the verb, any number of times."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import itip
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.itip import Told, messages_for
from pacesetter.itip.series import people_at
from pacesetter.itip.zoned import starts_of
from pacesetter.meetings.keeping import begin_anew, keep, new_meeting
from pacesetter.meetings.models import Meeting, MeetingOccurrence, MeetingSeries, OccurrenceAnswer
from pacesetter.meetings.passing_on import pass_on
from pacesetter.meetings.people import Invited
from pacesetter.meetings.series.owning import owner_now
from pacesetter.meetings.series.rules import as_json, rule_told
from pacesetter.meetings.series.state import is_series_off, kept, told_series, wanted_series
from pacesetter.meetings.state import told
from pacesetter.meetings.transports import Repeats


def tell_series(series: MeetingSeries, *, comment: str = "", newest: Activity | None = None) -> Meeting | None:
    """As `tell_now`, of a series and all of its meetings. `newest` is one of them as it is about to be saved."""
    with transaction.atomic():
        meeting = Meeting.objects.select_for_update(of=("self",)).filter(series=series).first()
        series = MeetingSeries.objects.select_related("owner__organisation", "activity_type").get(pk=series.pk)
        if meeting is None and is_series_off(series):
            return None
        series.owner = owner_now(series)
        rows = list(series.occurrences.select_related("activity__owner__organisation", "activity__activity_type"))
        for row in rows:
            if newest is not None and row.activity_id == newest.pk:
                row.activity = newest
        before = told_series(meeting, rows) if meeting is not None else None
        meeting = meeting or _new(series, rows)
        now = clock.now()
        after, invited = wanted_series(series, meeting, rows, before, now)
        if _is_past(before, after, now):
            return meeting if before is not None else None
        _tell(series, meeting, rows, before, after, invited, comment)
    return meeting


def tell_series_anew(series: MeetingSeries, meeting: Meeting) -> Meeting:
    """As `tell_anew`, of a series of which no meeting has been."""
    with transaction.atomic():
        rows = list(series.occurrences.select_related("activity__owner__organisation", "activity__activity_type"))
        begin_anew(meeting, _new(series, rows))
        after, invited = wanted_series(series, meeting, rows, None, clock.now())
        _tell(series, meeting, rows, None, after, invited, "")
    return meeting


def _tell(
    series: MeetingSeries,
    meeting: Meeting,
    rows: Sequence[MeetingOccurrence],
    before: itip.Meeting | None,
    after: itip.Meeting,
    invited: list[Invited],
    comment: str,
) -> None:
    outcome = messages_for(before, after, stamp=after.stamp, comment=comment)
    keep(meeting, outcome, invited, _singles(outcome.meeting))
    _keep_rows(meeting, rows, outcome)
    pass_on(series.owner, meeting, outcome, before, comment)


def told_by_now(meeting: Meeting) -> itip.Meeting:
    """What attendees know of a meeting, with all of its series where it is one."""
    if meeting.series is None:
        return told(meeting)
    rows = list(meeting.series.occurrences.select_related("activity__owner__organisation", "activity__activity_type"))
    return told_series(meeting, rows)


def _new(series: MeetingSeries, rows: Sequence[MeetingOccurrence]) -> Meeting:
    activities = [row.activity for row in rows if row.activity is not None]
    if not activities:
        raise Refusal(series.fault or _("No meeting of this series is still to come."), code="over")
    # A series that was joined with another again has left a meeting that is called off.
    known = {one.activity_id: one for one in Meeting.objects.filter(activity__in=activities)}
    activity = next((one for one in activities if one.pk not in known), activities[0])
    made = new_meeting(activity, repeats=Repeats(rule_told(series), series.starts_at, series.zone))
    old = known.get(activity.pk)
    if old is not None and old.series_id != series.pk:
        begin_anew(old, made)
        made = old
    made.series = series
    return made


def _is_past(before: itip.Meeting | None, after: itip.Meeting, now: datetime) -> bool:
    was_over = before is None or before.is_cancelled or _last_end(before) <= now
    return was_over and (after.is_cancelled or _last_end(after) <= now)


def _last_end(meeting: itip.Meeting) -> datetime:
    last = starts_of(meeting)[-1] + (meeting.ends_at - meeting.starts_at)
    return max([last, *(one.ends_at or one.starts_at for one in meeting.exceptions if one.starts_at is not None)])


def _singles(meeting: itip.Meeting) -> set[str]:
    return {
        who.address
        for one in meeting.exceptions
        for who in people_at(meeting, one)
        if meeting.attendee(who.address) is None
    }


def _keep_rows(meeting: Meeting, rows: Sequence[MeetingOccurrence], outcome: Told) -> None:
    """What was told of each meeting. Rows that stand for nothing any more go."""
    now = outcome.meeting
    meeting.rule = as_json(now.recurrence) if now.recurrence is not None else None
    meeting.save(update_fields=["rule"])
    if outcome.asked_anew:
        OccurrenceAnswer.objects.filter(occurrence__series=meeting.series_id).delete()
    exceptions = {one.original_at.astimezone(UTC): one for one in now.exceptions}
    starts = {one.astimezone(UTC) for one in starts_of(now)}
    asked_at = {one.astimezone(UTC) for one in outcome.asked_at}
    whole = {one.address for one in now.attendees}
    for row in rows:
        if row.activity_id is None and row.original_at not in starts:
            row.delete()
            continue
        one = exceptions.get(row.original_at)
        before = (row.told, row.answers_from)
        if one is None:
            row.told = None
        else:
            come = [who.address for who in people_at(now, one)]
            row.told = kept(one, come if set(come) != whole else None)
        if outcome.asked_anew:
            row.answers_from = 0
        if row.original_at in asked_at:
            row.answers_from = now.sequence
            OccurrenceAnswer.objects.filter(occurrence=row).delete()
        if (row.told, row.answers_from) != before:
            row.save(update_fields=["told", "answers_from"])
