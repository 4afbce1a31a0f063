"""Take an answer that was only shown as an attendee's own, and let it be only shown again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacesetter import events, itip
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.itip import Answer, Method, PartStat
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee, MeetingOccurrence, OccurrenceAnswer
from pacesetter.meetings.series.occurrences import activity_about
from pacesetter.people.models import Member

Verdict = MeetingAnswer.Verdict
# What is shown and not counted, because nothing proves whose answer it is, or to what.
_WORDS = ("status", "comment", "answered_sequence", "delegate_address", "delegate_name", "delegate_status")
_MOMENTS = ("answered_at", "answered_stamp", "said_stamp", "delegate_stamp")
TAKEABLE = (Verdict.OTHER_ADDRESS, Verdict.STRANGER, Verdict.OUTLOOK)


def is_to_what_is_asked(answer: MeetingAnswer, meeting: Meeting) -> bool:
    """Whether it is an answer to the request as it is now. One that doesn't say which state it answers has to have come
    after attendees were last told of any change."""
    if answer.method != Method.REPLY or answer.status == PartStat.NEEDS_ACTION or meeting.is_cancelled:
        return False
    if answer.sequence is None:
        return answer.received_at >= meeting.stamp
    asked_from = meeting.answers_from
    if answer.original_at is not None:
        row = MeetingOccurrence.objects.filter(series=meeting.series, original_at=answer.original_at).first()
        if row is None:
            return False
        asked_from = max(asked_from, row.answers_from)
    said = Answer(Method.REPLY, meeting.uid, answer.address, sequence=answer.sequence, stamp=answer.stamp)
    return itip.supersedes(said, None, changed_in=asked_from)


def take_answer(answer: MeetingAnswer, *, by: Member, attendee: MeetingAttendee | None = None) -> MeetingAnswer:
    """Let it stand as the answer of the attendee, of whom it speaks unless one is given; what that one answers later
    goes above it. Raises a `Refusal` where it speaks of nobody invited, counts already, or is about an earlier state of
    the meeting."""
    with transaction.atomic():
        row = _locked(answer)
        meeting = row.meeting
        whose = attendee or row.attendee
        if row.verdict not in TAKEABLE or row.replaced is not None:
            raise Refusal(_("This answer is settled already."), code="settled")
        if whose is None or whose.meeting_id != meeting.pk:
            raise Refusal(_("Say whose answer it is."), field="attendee", code="required")
        if not is_to_what_is_asked(row, meeting):
            raise Refusal(_("The meeting was changed since; the answer is about what it was before."), code="stale")
        whose = MeetingAttendee.objects.select_for_update().get(pk=whose.pk)
        stands = _stands(row, whose)
        row.replaced = _standing(stands) | {"attendee": row.attendee_id}
        row.attendee, row.settled_at = whose, clock.now()
        row.save(update_fields=["attendee", "settled_at", "replaced"])
        stands.status, stands.comment, stands.answered_at = row.status, row.comment, row.settled_at
        # No later than it came, and no higher than what was asked: an answer of the attendee must be able to follow.
        stands.answered_stamp = min(row.stamp or row.received_at, row.received_at)
        stands.said_stamp = stands.answered_stamp
        stands.delegate_address = stands.delegate_name = stands.delegate_status = ""
        stands.answered_sequence = min(meeting.sequence if row.sequence is None else row.sequence, meeting.sequence)
        stands.save()
        data = {"who": whose.name or whose.address, "status": row.status, "from": row.sender}
        events.record(
            "meeting.answer_taken", "activity", activity_about(meeting, row.original_at).pk, by_id=by.pk, data=data
        )
    return row


def put_back_answer(answer: MeetingAnswer, *, by: Member) -> MeetingAnswer:
    """Let the attendee's status be what it was before. Where another answer has counted since, that stays. Raises a
    `Refusal` where it was not taken."""
    with transaction.atomic():
        row = _locked(answer)
        if row.replaced is None:
            raise Refusal(_("This answer is settled already."), code="settled")
        before, whose = row.replaced, row.attendee
        if whose is not None:
            stands = _stands(row, MeetingAttendee.objects.select_for_update().get(pk=whose.pk))
            if stands.answered_at == row.settled_at:
                for name in _WORDS:
                    setattr(stands, name, before.get(name, ""))
                for name in _MOMENTS:
                    moment = before.get(name)
                    setattr(stands, name, datetime.fromisoformat(moment) if moment else None)
                stands.save()
        row.attendee_id, row.settled_at, row.replaced = before["attendee"], None, None
        row.save(update_fields=["attendee", "settled_at", "replaced"])
        data = {"who": (whose.name or whose.address) if whose else "", "from": row.sender}
        events.record(
            "meeting.answer_put_back",
            "activity",
            activity_about(row.meeting, row.original_at).pk,
            by_id=by.pk,
            data=data,
        )
    return row


def _locked(answer: MeetingAnswer) -> MeetingAnswer:
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=answer.meeting_id)
    row: MeetingAnswer = MeetingAnswer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
    row.meeting = meeting
    return row


def _stands(answer: MeetingAnswer, attendee: MeetingAttendee) -> MeetingAttendee | OccurrenceAnswer:
    """Where the answer is to stand: with the attendee, or with the one meeting of a series that it is about."""
    if answer.original_at is None:
        return attendee
    occurrence = MeetingOccurrence.objects.get(series=answer.meeting.series, original_at=answer.original_at)
    row = OccurrenceAnswer.objects.select_for_update().filter(occurrence=occurrence, attendee=attendee).first()
    none = PartStat.NEEDS_ACTION.value
    return row or OccurrenceAnswer(occurrence=occurrence, attendee=attendee, status=none)


def _standing(stands: MeetingAttendee | OccurrenceAnswer) -> dict[str, Any]:
    moments = {name: getattr(stands, name) for name in _MOMENTS}
    return {
        **{name: getattr(stands, name) for name in _WORDS},
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
    }
