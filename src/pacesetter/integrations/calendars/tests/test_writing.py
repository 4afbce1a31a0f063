"""Meeting requests go out from the organiser's own calendar, and each guest hears of each change once."""

from datetime import timedelta

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Contact
from pacesetter.integrations.calendars.tests.conftest import JANE, RAJ, STARTS, row_of
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.models import Connection
from pacesetter.integrations.verbs import edit_connection
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting
from pacesetter.people.models import Member


def test_everybody_is_asked_once_from_the_calendar_and_not_by_mail(
    asked: Meeting, server: CalendarServer, connection: Connection
) -> None:
    assert (server.told(JANE), server.told(RAJ)) == (["invited"], ["invited"])
    assert OutgoingMessage.objects.count() == 0
    assert (asked.transport, asked.organiser_address) == ("calendars", connection.setting("address"))
    assert row_of(asked).external_id == server.event_id


def test_what_colleagues_write_never_leaves(asked: Meeting, server: CalendarServer) -> None:
    bodies = b"".join(one.body for one in server.asked)
    assert b"price sensitive" not in bodies
    assert b"Half an hour of questions" in bodies


def test_each_change_is_told_once(demo: Activity, asked: Meeting, server: CalendarServer, rita: Member) -> None:
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    assert server.told(JANE) == ["invited", "updated"]
    verbs.edit(demo, by=rita, subject="Another demo")
    jobs.run_due()
    assert server.told(JANE) == ["invited", "updated", "updated"]
    verbs.edit(demo, by=rita, note="Nothing that guests see")
    jobs.run_due()
    assert server.told(JANE) == ["invited", "updated", "updated"]


def test_changes_that_come_before_the_worker_are_told_together(
    demo: Activity, server: CalendarServer, rita: Member
) -> None:
    verbs.edit(demo, by=rita, subject="Another demo")
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    assert server.told(JANE) == ["invited"]


def test_who_is_added_or_taken_out_is_told_alone(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member, mona: Member
) -> None:
    verbs.edit(demo, by=rita, participants=[mona])
    jobs.run_due()
    assert server.told(RAJ) == ["invited", "cancelled"]
    assert server.told("mona@acme.example") == ["invited"]
    assert server.told(JANE) == ["invited"]


def test_called_off_and_taken_up_again(demo: Activity, asked: Meeting, server: CalendarServer, rita: Member) -> None:
    verbs.cancel(demo, by=rita)
    jobs.run_due()
    assert (server.told(JANE), server.living) == (["invited", "cancelled"], [])
    verbs.reopen(demo, by=rita)
    jobs.run_due()
    assert server.told(JANE) == ["invited", "cancelled", "invited"]
    assert row_of(asked).external_id == server.event_id


def test_called_off_before_it_was_sent_reaches_nobody(demo: Activity, server: CalendarServer, rita: Member) -> None:
    verbs.cancel(demo, by=rita)
    jobs.run_due()
    assert server.notices == []


def test_what_the_organiser_changes_there_is_not_undone_from_here(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    moved = STARTS + timedelta(hours=5)
    server.moves(server.event_id, moved, moved + timedelta(hours=1))
    verbs.edit(demo, by=rita, subject="Another demo")
    jobs.run_due()
    written = [one.body for one in server.asked if one.method in ("PATCH", "PUT")][-1]
    assert b"Another demo" in written
    assert b"2026-03-25T21" not in written
    assert b"20260325T210000" not in written


def test_only_what_is_planned_after_connecting_goes_out_from_there(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    edit_connection(connection, by=rita, given={**connection.settings, "invites": "no", "password": ""})
    verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True})
    jobs.run_due()
    assert server.notices == []
    assert Meeting.objects.get().transport == ""
    assert OutgoingMessage.objects.filter(to=JANE).count() == 1


def test_a_colleagues_meetings_are_not_in_ones_calendar(
    raj: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    verbs.plan(by=raj, owner=raj, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True})
    jobs.run_due()
    assert server.notices == []
    assert OutgoingMessage.objects.filter(to=JANE).count() == 1
