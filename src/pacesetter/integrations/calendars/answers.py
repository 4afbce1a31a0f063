"""What guests have answered in a calendar there, recorded like answers that come by mail."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from pacesetter.core import clock
from pacesetter.integrations.calendars.event import Event, Guest
from pacesetter.integrations.models import CalendarEvent
from pacesetter.itip import Answer, Method, PartStat, Proposal
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.reading import record_answer

# Clocks of two systems differ a little.
_MARGIN = timedelta(minutes=2)


def record_answers(row: CalendarEvent, there: Event, *, by_mail: bool) -> int:
    """Record what differs from what is known; answers how many. Each is told once, since what is recorded differs no
    more. `by_mail` is for calendars that tell their owner nothing themselves."""
    with transaction.atomic():
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("activity__owner__organisation", "activity__activity_type")
            .get(pk=row.meeting_id)
        )
        return record_what_they_said(row, there, meeting, meeting.attendees.all(), by_mail=by_mail)


def record_what_they_said(
    row: CalendarEvent, there: Event, meeting: Meeting, attendees: Iterable[MeetingAttendee], *, by_mail: bool
) -> int:
    """The same of these attendees, and of the meeting locked by the caller."""
    found = 0
    for attendee in list(attendees):
        guest = there.guest(attendee.address)
        if guest is None:
            continue
        if guest.is_undeliverable and attendee.undeliverable_at is None:
            MeetingAttendee.objects.filter(pk=attendee.pk).update(undeliverable_at=clock.now())
        for answer in _answers_to(row, meeting, attendee, guest):
            record_answer(meeting, answer, sender=attendee.address, by_mail=by_mail)
            found += 1
    return found


def _answers_to(row: CalendarEvent, meeting: Meeting, attendee: MeetingAttendee, guest: Guest) -> list[Answer]:
    """What the guest has said that the attendee has not yet."""
    if guest.answered_at is not None and row.asked_at is not None and guest.answered_at < row.asked_at - _MARGIN:
        return []  # to what was asked before
    found = []
    if guest.status is not PartStat.NEEDS_ACTION and (
        guest.status.value != attendee.status or (guest.comment and guest.comment != attendee.comment)
    ):
        found.append(answer_from(meeting, guest, Method.REPLY))
    if guest.proposed is not None and not is_proposal_known(meeting, attendee, guest):
        found.append(answer_from(meeting, guest, Method.COUNTER))
    return found


def answer_from(meeting: Meeting, guest: Guest, method: Method, original_at: datetime | None = None) -> Answer:
    """What the guest says, as if it had come by mail."""
    starts_at, ends_at = guest.proposed or (None, None)
    return Answer(
        method=method,
        uid=meeting.uid,
        address=guest.address,
        status=guest.status,
        sequence=meeting.sequence,
        stamp=clock.now(),
        occurrence_at=original_at,
        comment=guest.comment,
        proposal=Proposal(starts_at, ends_at, "", "") if method is Method.COUNTER else None,
    )


def is_proposal_known(
    meeting: Meeting, attendee: MeetingAttendee, guest: Guest, original_at: datetime | None = None
) -> bool:
    """Whether the other time is recorded already, or is the meeting's own by now."""
    starts_at = guest.proposed[0] if guest.proposed else None
    if original_at is None and starts_at == meeting.starts_at:
        return True
    known = meeting.answers.filter(attendee=attendee, method=Method.COUNTER.value, original_at=original_at)
    return bool(known.filter(proposed_starts_at=starts_at).exists())
