"""Say yes or no to another time or place that an attendee proposed."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.models import Activity
from pacesetter.activities.verbs import edit, reschedule
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.mails import send_decline_counter
from pacesetter.meetings.models import MeetingAnswer
from pacesetter.meetings.series.locking import locked
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.meetings.series.planning import plan_one
from pacesetter.meetings.series.rules import starts_of
from pacesetter.meetings.series.telling import told_by_now
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs.change_series import change_by_proposal
from pacesetter.people.models import Member


def accept_proposal(answer: MeetingAnswer, *, by: Member) -> MeetingAnswer:
    """Move the meeting to the time and the place that were proposed; by another time everybody is asked anew, of
    another place they are told. What was proposed for a series as a whole is done to all of it that is still to come.
    Raises a `Refusal` where it is settled already, proposes neither, or the meeting can't be changed any more."""
    with transaction.atomic(), told_together():
        row = _open(answer)
        if row.proposed_starts_at is None and not row.proposed_place:
            raise Refusal(_("No other time or place was proposed."), code="no_time")
        minutes = None
        if row.proposed_starts_at is not None and row.proposed_ends_at is not None:
            length = row.proposed_ends_at - row.proposed_starts_at
            minutes = int(length.total_seconds()) // 60 or None
            minutes = minutes if length.total_seconds() > 0 else None
        if row.meeting.series is not None and row.original_at is None:
            change_by_proposal(row.meeting, row.proposed_starts_at, minutes, row.proposed_place, by=by)
            return _settle(row, by, "accepted")
        activity = _moved(row, by)
        if row.proposed_starts_at is not None:
            reschedule(activity, by=by, due_at=row.proposed_starts_at)
        if minutes is not None:
            edit(activity, by=by, minutes=minutes)
        if row.proposed_place:
            edit(activity, by=by, details={**activity.details, "place": row.proposed_place})
        return _settle(row, by, "accepted")


def decline_proposal(answer: MeetingAnswer, *, by: Member) -> MeetingAnswer:
    """Tell whoever proposed it that all stays as it is; where the meeting is in a calendar elsewhere, that knows no
    such word, and it just stays. Raises a `Refusal` where it is settled already."""
    with transaction.atomic():
        row = _open(answer)
        if not row.meeting.transport:
            activity = activity_about(row.meeting, row.original_at)
            send_decline_counter(row, activity.owner, told_by_now(row.meeting))
        return _settle(row, by, "declined")


def _moved(row: MeetingAnswer, by: Member) -> Activity:
    """The activity that is meant; one of a series that is not planned yet is planned now."""
    series = row.meeting.series
    if series is None or row.original_at is None:
        return row.meeting.activity
    held = locked(series.pk, by)
    occurrence = held.occurrences.filter(original_at=row.original_at).select_related("activity__owner").first()
    if row.original_at not in starts_of(held):
        raise Refusal(_("The series ends before this meeting."), code="outside_series")
    if occurrence is not None and occurrence.activity is not None:
        return occurrence.activity
    return plan_one(held, row.original_at, by=by)


def _open(answer: MeetingAnswer) -> MeetingAnswer:
    row = (
        MeetingAnswer.objects.select_for_update(of=("self",))
        .select_related("meeting__activity__owner__organisation", "meeting__activity__activity_type", "attendee")
        .get(pk=answer.pk)
    )
    if row.verdict != MeetingAnswer.Verdict.PROPOSAL or row.settled_at is not None:
        raise Refusal(_("This proposal is settled already."), code="settled")
    return row


def _settle(row: MeetingAnswer, by: Member, how: str) -> MeetingAnswer:
    row.settled_at = clock.now()
    row.save(update_fields=["settled_at"])
    activity = activity_about(row.meeting, row.original_at)
    events.record(f"meeting.proposal_{how}", "activity", activity.pk, by_id=by.pk, data={"answer": row.pk})
    return row
