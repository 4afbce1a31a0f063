"""Say yes or no to another time or place that an attendee proposed."""

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events
from pacesetter.activities.verbs import edit, reschedule
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.meetings.mails import send_decline_counter
from pacesetter.meetings.models import MeetingAnswer
from pacesetter.meetings.together import told_together
from pacesetter.people.models import Member


def accept_proposal(answer: MeetingAnswer, *, by: Member) -> MeetingAnswer:
    """Move the meeting to the time and the place that were proposed; by another time everybody is asked anew, of
    another place they are told. Raises a `Refusal` where it is settled already, proposes neither, or the meeting can't
    be changed any more."""
    with transaction.atomic(), told_together():
        row = _open(answer)
        if row.proposed_starts_at is None and not row.proposed_place:
            raise Refusal(_("No other time or place was proposed."), code="no_time")
        activity = row.meeting.activity
        if row.proposed_starts_at is not None:
            reschedule(activity, by=by, due_at=row.proposed_starts_at)
            if row.proposed_ends_at is not None and row.proposed_ends_at > row.proposed_starts_at:
                length = row.proposed_ends_at - row.proposed_starts_at
                edit(activity, by=by, minutes=int(length.total_seconds()) // 60)
        if row.proposed_place:
            edit(activity, by=by, details={**activity.details, "place": row.proposed_place})
        return _settle(row, by, "accepted")


def decline_proposal(answer: MeetingAnswer, *, by: Member) -> MeetingAnswer:
    """Tell whoever proposed it that all stays as it is; where the meeting is in a calendar elsewhere, that knows no
    such word, and it just stays. Raises a `Refusal` where it is settled already."""
    with transaction.atomic():
        row = _open(answer)
        if not row.meeting.transport:
            send_decline_counter(row)
        return _settle(row, by, "declined")


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
    events.record(f"meeting.proposal_{how}", "activity", row.meeting.activity_id, by_id=by.pk, data={"answer": row.pk})
    return row
