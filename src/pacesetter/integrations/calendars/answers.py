"""What guests have answered in a calendar there, recorded like answers that come by mail."""

from datetime import timedelta

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
    found = 0
    with transaction.atomic():
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("activity__owner__organisation", "activity__activity_type")
            .get(pk=row.meeting_id)
        )
        for attendee in list(meeting.attendees.all()):
            guest = there.guest(attendee.address)
            if guest is None:
                continue
            if guest.is_undeliverable and attendee.undeliverable_at is None:
                MeetingAttendee.objects.filter(pk=attendee.pk).update(undeliverable_at=clock.now())
            for answer in _answers(row, meeting, attendee, guest):
                record_answer(meeting, answer, sender=attendee.address, by_mail=by_mail)
                found += 1
    return found


def _answers(row: CalendarEvent, meeting: Meeting, attendee: MeetingAttendee, guest: Guest) -> list[Answer]:
    if guest.answered_at is not None and row.asked_at is not None and guest.answered_at < row.asked_at - _MARGIN:
        return []  # to what was asked before
    found = []
    if guest.status is not PartStat.NEEDS_ACTION and (
        guest.status.value != attendee.status or (guest.comment and guest.comment != attendee.comment)
    ):
        found.append(_answer(meeting, guest, Method.REPLY))
    if guest.proposed is not None and not _is_known(meeting, attendee, guest):
        found.append(_answer(meeting, guest, Method.COUNTER))
    return found


def _answer(meeting: Meeting, guest: Guest, method: Method) -> Answer:
    starts_at, ends_at = guest.proposed or (None, None)
    return Answer(
        method=method,
        uid=meeting.uid,
        address=guest.address,
        status=guest.status,
        sequence=meeting.sequence,
        stamp=clock.now(),
        comment=guest.comment,
        proposal=Proposal(starts_at, ends_at, "", "") if method is Method.COUNTER else None,
    )


def _is_known(meeting: Meeting, attendee: MeetingAttendee, guest: Guest) -> bool:
    starts_at = guest.proposed[0] if guest.proposed else None
    if starts_at == meeting.starts_at:
        return True
    known = meeting.answers.filter(attendee=attendee, method=Method.COUNTER.value)
    return bool(known.filter(proposed_starts_at=starts_at).exists())
