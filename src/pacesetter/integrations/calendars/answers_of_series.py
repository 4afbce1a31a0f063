"""What guests have answered to a series in a calendar there: to all of it, and to single meetings."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from pacesetter.integrations.calendars.answers import answer_from, is_proposal_known, record_what_they_said
from pacesetter.integrations.calendars.event import Event
from pacesetter.integrations.models import CalendarEvent
from pacesetter.itip import Answer, Method, PartStat
from pacesetter.meetings.models import Meeting, MeetingSeries
from pacesetter.meetings.reading import record_answer
from pacesetter.meetings.series.answered import answer_of, answers_at


def record_answers_to_series(
    row: CalendarEvent, there: Event, instances: Mapping[datetime, Event], *, by_mail: bool
) -> int:
    """Record what differs from what is known; answers how many. Those to the whole come first: what somebody says to
    one meeting is said beside that."""
    with transaction.atomic():
        meeting = (
            Meeting.objects.select_for_update(of=("self",))
            .select_related("activity__owner__organisation", "activity__activity_type", "series")
            .get(pk=row.meeting_id)
        )
        to_all = meeting.attendees.filter(is_single=False)
        found = record_what_they_said(row, there, meeting, to_all, by_mail=by_mail)
        assert meeting.series is not None  # noqa: S101 - the caller takes series
        for address, answer in list(_to_single(meeting, meeting.series, instances)):
            record_answer(meeting, answer, sender=address, by_mail=by_mail)
            found += 1
    return found


def _to_single(
    meeting: Meeting, series: MeetingSeries, instances: Mapping[datetime, Event]
) -> Iterator[tuple[str, Answer]]:
    attendees = {one.address: one for one in meeting.attendees.all()}
    rows = {one.original_at: one for one in series.occurrences.all()}
    known = answers_at(list(rows.values()))
    for at, one in instances.items():
        for guest in one.guests:
            attendee = attendees.get(guest.address)
            if attendee is None or one.is_cancelled:
                continue
            stands = answer_of(attendee, rows[at], known) if at in rows else attendee
            status = stands.status if stands is not None else PartStat.NEEDS_ACTION
            if guest.status is not PartStat.NEEDS_ACTION and guest.status != status:
                yield attendee.address, answer_from(meeting, guest, Method.REPLY, at)
            is_new = guest.proposed is not None and not is_proposal_known(meeting, attendee, guest, at)
            if is_new and guest.proposed is not None and guest.proposed[0] != one.starts_at:
                yield attendee.address, answer_from(meeting, guest, Method.COUNTER, at)
