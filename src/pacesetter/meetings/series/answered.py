"""What attendees have said about one meeting of a series: by itself, or with the whole."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from pacesetter.meetings.models import MeetingAttendee, MeetingOccurrence, OccurrenceAnswer

_NEVER = datetime.min.replace(tzinfo=UTC)
Answers = Mapping[tuple[int, int], OccurrenceAnswer]


def answers_at(occurrences: Sequence[MeetingOccurrence]) -> dict[tuple[int, int], OccurrenceAnswer]:
    """Answers about these alone, by occurrence and attendee. One query."""
    rows = OccurrenceAnswer.objects.filter(occurrence__in=[row.pk for row in occurrences])
    return {(row.occurrence_id, row.attendee_id): row for row in rows}


def answer_of(
    attendee: MeetingAttendee, occurrence: MeetingOccurrence, answers: Answers
) -> MeetingAttendee | OccurrenceAnswer | None:
    """The answer that counts there: the newer one of that about this meeting and that about the whole. One about the
    whole says nothing where the meeting was moved since. None where there is none."""
    own = answers.get((occurrence.pk, attendee.pk))
    is_answered = attendee.answered_at is not None
    sequence = attendee.answered_sequence
    if is_answered and sequence is not None and sequence < occurrence.answers_from:
        is_answered = False
    if own is None or own.answered_at is None:
        return attendee if is_answered else None
    if is_answered and _said(attendee) > _said(own):
        return attendee
    return own


def _said(row: MeetingAttendee | OccurrenceAnswer) -> datetime:
    return row.said_stamp or row.answered_stamp or _NEVER
