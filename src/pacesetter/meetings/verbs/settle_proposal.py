"""Say yes or no to another time that an attendee proposed."""

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
    """Move the meeting to the time that was proposed; everybody is asked anew by that. Raises a `Refusal` where it is
    settled already, proposes no time, or the meeting can't be moved any more."""
    with transaction.atomic(), told_together():
        row = _open(answer)
        if row.proposed_starts_at is None:
            raise Refusal(_("No other time was proposed."), code="no_time")
        activity = row.meeting.activity
        reschedule(activity, by=by, due_at=row.proposed_starts_at)
        if row.proposed_ends_at is not None and row.proposed_ends_at > row.proposed_starts_at:
            length = row.proposed_ends_at - row.proposed_starts_at
            edit(activity, by=by, minutes=int(length.total_seconds()) // 60)
        return _settle(row, by, "accepted")


def decline_proposal(answer: MeetingAnswer, *, by: Member) -> MeetingAnswer:
    """Tell whoever proposed it that the time stays; where the meeting is in a calendar elsewhere, that knows no such
    word, and the time just stays. Raises a `Refusal` where it is settled already."""
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
