"""Where an answer belongs: to a meeting as a whole, or to one of a series."""

from dataclasses import dataclass
from datetime import datetime

from pacesetter.core import clock
from pacesetter.itip import Answer, Method, PartStat
from pacesetter.meetings.models import Meeting, MeetingAttendee, MeetingOccurrence, OccurrenceAnswer
from pacesetter.meetings.series.occurrences import asked_about


@dataclass(frozen=True)
class AnswerPlace:
    """`last` is the answer that stands there, `answers_from` the sequence with which was last asked about it.
    `is_unknown`: it names a meeting of the series that there is none (any more)."""

    answers_from: int
    last: Answer | None = None
    stands: MeetingAttendee | OccurrenceAnswer | None = None
    original_at: datetime | None = None
    is_unknown: bool = False

    def let_stand(self, answer: Answer, *, is_repeated: bool = False) -> None:
        """Let this one be the answer that counts. One that only says again what stands (`is_repeated`) is newer for
        what comes late, and no newer than it was for what was said of single meetings since."""
        row = self.stands
        if row is None:
            return
        row.said_stamp = (row.said_stamp or row.answered_stamp) if is_repeated else answer.stamp
        row.status, row.comment = answer.status.value, answer.comment
        row.answered_at = clock.now()
        row.answered_sequence, row.answered_stamp = answer.sequence, answer.stamp
        named = answer.delegated_to if answer.status is PartStat.DELEGATED else ""
        if named != row.delegate_address:
            row.delegate_address, row.delegate_name, row.delegate_status = named, "", ""
            row.delegate_stamp = None
        row.save()


def place_in(meeting: Meeting, answer: Answer, attendee: MeetingAttendee | None) -> AnswerPlace:
    """Where this answer of this attendee belongs. What names one of a meeting that is no series is about all of it."""
    occurrence = None
    if meeting.series is not None and answer.occurrence_at is not None and answer.uid == meeting.uid:
        occurrence = asked_about(meeting.series, answer.occurrence_at)
        if occurrence is None:
            return AnswerPlace(meeting.answers_from, is_unknown=True)
    if occurrence is None:
        return AnswerPlace(meeting.answers_from, _standing(meeting, attendee, attendee), attendee)
    return _single(meeting, occurrence, attendee)


def _single(meeting: Meeting, occurrence: MeetingOccurrence, attendee: MeetingAttendee | None) -> AnswerPlace:
    row = None
    if attendee is not None:
        row = OccurrenceAnswer.objects.filter(occurrence=occurrence, attendee=attendee).first()
        row = row or OccurrenceAnswer(occurrence=occurrence, attendee=attendee)
    return AnswerPlace(
        max(meeting.answers_from, occurrence.answers_from),
        _standing(meeting, attendee, row),
        row,
        occurrence.original_at,
    )


def _standing(
    meeting: Meeting, attendee: MeetingAttendee | None, row: MeetingAttendee | OccurrenceAnswer | None
) -> Answer | None:
    if attendee is None or row is None or row.answered_at is None:
        return None
    return Answer(
        Method.REPLY,
        meeting.uid,
        attendee.address,
        PartStat(row.status),
        sequence=row.answered_sequence,
        stamp=row.answered_stamp,
        comment=row.comment,
    )
