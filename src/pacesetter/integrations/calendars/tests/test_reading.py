"""What becomes of a meeting in the calendar: answers, another time, and when its owner is busy."""

from datetime import UTC, datetime, timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.integrations.calendars.tests.conftest import JANE, NOW, STARTS, read_calendars
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.microsoft.tests.fake import FakeGraph
from pacesetter.integrations.models import BusyTime, CalendarPlace, Connection
from pacesetter.itip import Frequency, Recurrence
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.busy import busy_spans
from pacesetter.meetings.free_time import Span
from pacesetter.meetings.models import Meeting, MeetingAnswer
from pacesetter.meetings.tests.series import activity_at
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import accept_proposal, start_series
from pacesetter.people.models import Member


def status_of(meeting: Meeting) -> str:
    return str(meeting.attendees.get(address=JANE).status)


@pytest.mark.parametrize("status", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_answer_is_recorded_once(status: str, kind: str, asked: Meeting, server: CalendarServer) -> None:
    read_calendars()
    server.answers(server.event_id, JANE, status)
    read_calendars()
    read_calendars()
    assert status_of(asked) == status
    assert MeetingAnswer.objects.count() == 1
    # Google and Microsoft write to the organiser themselves.
    assert OutgoingMessage.objects.filter(to="rita@acme.example").count() == (1 if kind == "caldav" else 0)
    server.answers(server.event_id, JANE, "DECLINED" if status != "DECLINED" else "ACCEPTED")
    read_calendars()
    assert MeetingAnswer.objects.count() == 2


def test_an_answer_to_the_time_before_says_nothing_about_the_new_one(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    read_calendars()
    server.answers(server.event_id, JANE, "ACCEPTED")
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    read_calendars()
    assert status_of(asked) == "NEEDS-ACTION"
    server.answers(server.event_id, JANE, "DECLINED")
    read_calendars()
    assert status_of(asked) == "DECLINED"


def test_a_lost_place_is_read_from_the_beginning(asked: Meeting, server: CalendarServer) -> None:
    read_calendars()
    server.answers(server.event_id, JANE, "ACCEPTED")
    server.forgets_tokens()
    read_calendars()
    assert status_of(asked) == "ACCEPTED"
    assert MeetingAnswer.objects.count() == 1


def test_a_place_is_kept_with_what_was_read_up_to_there(
    asked: Meeting, server: CalendarServer, connection: Connection
) -> None:
    read_calendars()
    first = CalendarPlace.objects.get(connection=connection).place
    assert first
    server.answers(server.event_id, JANE, "ACCEPTED")
    read_calendars()
    assert CalendarPlace.objects.get(connection=connection).place != first


def test_moved_there_it_moves_here_and_nobody_is_told_again(
    demo: Activity, asked: Meeting, server: CalendarServer
) -> None:
    read_calendars()
    moved = STARTS + timedelta(days=1, hours=1)
    server.moves(server.event_id, moved, moved + timedelta(minutes=30))
    read_calendars()
    demo.refresh_from_db()
    assert (demo.due_at, demo.planned_minutes) == (moved, 30)
    assert server.told(JANE) == ["invited"]
    read_calendars()
    demo.refresh_from_db()
    assert demo.due_at == moved


def test_moved_there_after_it_was_completed_the_record_stays(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    verbs.complete(demo, by=rita)
    server.moves(server.event_id, STARTS + timedelta(days=1), STARTS + timedelta(days=1, hours=1))
    read_calendars()
    demo.refresh_from_db()
    assert demo.due_at == STARTS


@pytest.mark.parametrize("kind", ["microsoft"], indirect=True)
def test_another_time_is_proposed_and_taken(demo: Activity, asked: Meeting, server: FakeGraph, rita: Member) -> None:
    read_calendars()
    server.proposes(server.event_id, JANE, STARTS + timedelta(hours=3), STARTS + timedelta(hours=4))
    read_calendars()
    read_calendars()
    proposal = MeetingAnswer.objects.get(verdict=MeetingAnswer.Verdict.PROPOSAL)
    accept_proposal(proposal, by=rita)
    jobs.run_due()
    demo.refresh_from_db()
    assert demo.due_at == STARTS + timedelta(hours=3)
    assert server.told(JANE) == ["invited", "updated"]


@pytest.mark.parametrize("kind", ["caldav"], indirect=True)
def test_whom_the_server_could_not_reach_is_marked(
    demo: Activity, server: CalendarServer, rita: Member, jane: object
) -> None:
    type(jane).objects.update(email="jane@unknown.example")  # type: ignore[attr-defined]
    verbs.edit(demo, by=rita, contacts=[jane])  # type: ignore[list-item]
    jobs.run_due()
    attendee = Meeting.objects.get().attendees.get(address="jane@unknown.example")
    assert attendee.undeliverable_at is not None


BUSY = Span(datetime(2026, 3, 24, 1, tzinfo=UTC), datetime(2026, 3, 24, 2, tzinfo=UTC))


def is_busy(server: object) -> None:
    """An hour in the owner's calendar, as each of them tells it."""
    kind = type(server).__name__
    if kind == "FakeGoogle":
        server.busy = [("2026-03-24T01:00:00Z", "2026-03-24T02:00:00Z")]  # type: ignore[attr-defined]
    elif kind == "FakeGraph":
        times = {
            "start": {"dateTime": "2026-03-24T01:00:00.0000000", "timeZone": "UTC"},
            "end": {"dateTime": "2026-03-24T02:00:00.0000000", "timeZone": "UTC"},
        }
        free = {**times, "showAs": "free", "isCancelled": False}
        server.busy = [{**times, "showAs": "busy", "isCancelled": False}, free]  # type: ignore[attr-defined]
    else:
        server.busy = ["20260324T010000Z/20260324T020000Z"]  # type: ignore[attr-defined]


def test_colleagues_see_when_somebody_is_busy_by_their_calendar(
    connection: Connection, server: CalendarServer, rita: Member
) -> None:
    is_busy(server)
    read_calendars()
    found = busy_spans([rita.pk], NOW, NOW + timedelta(days=7))
    assert found == {rita.pk: [BUSY]}
    # What was read is replaced, not added to.
    read_calendars()
    assert BusyTime.objects.count() == 1


def test_a_meeting_that_is_about_to_be_moved_is_not_in_its_own_way(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member, connection: Connection
) -> None:
    BusyTime.objects.create(connection=connection, member=rita, starts_at=STARTS, ends_at=STARTS + timedelta(hours=3))
    found = busy_spans([rita.pk], STARTS, STARTS + timedelta(days=1), but=demo.pk)
    assert found == {rita.pk: [Span(STARTS + timedelta(hours=1), STARTS + timedelta(hours=3))]}


def test_one_of_a_series_is_not_in_its_own_way_either(
    rita: Member, meeting: ActivityType, connection: Connection, server: CalendarServer
) -> None:
    with told_together():
        first = verbs.plan(
            by=rita, owner=rita, activity_type=meeting, due_at=STARTS, minutes=60, details={"invite": True}
        )
        series = start_series(first, by=rita, rule=Recurrence(Frequency.WEEKLY, count=3))
    second, moved = activity_at(series, 1), STARTS + timedelta(days=7, hours=2)
    verbs.reschedule(second, by=rita, due_at=moved)
    # The copy that came by mail stands in the calendar.
    BusyTime.objects.create(connection=connection, member=rita, starts_at=moved, ends_at=moved + timedelta(hours=1))
    day = (moved - timedelta(hours=12), moved + timedelta(hours=12))
    assert busy_spans([rita.pk], *day, but=second.pk) == {rita.pk: []}
    assert len(busy_spans([rita.pk], *day)[rita.pk]) == 2
