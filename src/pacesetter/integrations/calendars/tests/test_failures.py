"""Whatever fails on the way, nobody is invited twice, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.conftest import JANE, NOW, STARTS, connected_to, read_calendars, row_of
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.verbs import check_connection, disconnect, pause_connection, resume_connection
from pacesetter.jobs.models import Job
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting
from pacesetter.meetings.transports import transport_of
from pacesetter.meetings.verbs import ask_anew
from pacesetter.people.models import Member

WRITES = {
    "google": ("POST", "PATCH", "DELETE"),
    "microsoft": ("POST", "PATCH", "POST"),
    "caldav": ("PUT", "PUT", "DELETE"),
}


def again() -> None:
    """Later, when what failed is tried again."""
    Job.objects.filter(state=Job.State.QUEUED).update(run_at=clock.now() - timedelta(days=400))
    jobs.run_due()


def trouble(meeting: Meeting) -> str:
    """What the meeting's page says."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    transport = transport_of(meeting)
    assert transport is not None
    return str(transport.standing(meeting).trouble)


@pytest.mark.parametrize("how", ["answer lost", "request lost", "503", "429"])
@pytest.mark.parametrize("deed", ["made", "changed", "called off"])
def test_each_notice_goes_out_once(
    how: str, deed: str, kind: str, demo: Activity, server: CalendarServer, rita: Member
) -> None:
    method = WRITES[kind][("made", "changed", "called off").index(deed)]
    notices = {"made": ["invited"], "changed": ["invited", "updated"], "called off": ["invited", "cancelled"]}[deed]
    part = "/cancel" if (kind, deed) == ("microsoft", "called off") else ""
    if deed != "made":
        jobs.run_due()
        assert server.told(JANE) == ["invited"]
    if how == "answer lost":
        server.lose_answer(method, part)
    elif how == "request lost":
        server.drop(method, part)
    else:
        server.fail(method, part, Answer(int(how), {"retry-after": "1"}, b"{}"))
    if deed == "changed":
        verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    elif deed == "called off":
        verbs.cancel(demo, by=rita)
    jobs.run_due()
    assert server.faults == []
    with clock.standing_at(NOW + timedelta(minutes=10)):
        again()
        again()
    assert server.told(JANE) == notices
    assert len(server.living) == (0 if deed == "called off" else 1)
    assert trouble(demo.meeting) == ""


def test_a_process_that_dies_after_it_was_made_makes_no_second_one(
    demo: Activity, server: CalendarServer, rita: Member
) -> None:
    """And what was changed meanwhile is told as a change."""
    server.lose_answer("PUT" if "caldav" in row_of(demo.meeting).connection.provider else "POST", "")
    jobs.run_due()
    verbs.edit(demo, by=rita, subject="Another demo")
    with clock.standing_at(NOW + timedelta(minutes=10)):
        again()
    assert server.told(JANE) == ["invited", "updated"]
    assert len(server.living) == 1


def test_an_answer_that_comes_while_it_is_written_is_kept(
    kind: str, demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    """The state is not the one that was looked at: it is looked at again."""
    answers = {"google": 412, "microsoft": 412, "caldav": 412}
    server.fail(WRITES[kind][1], "", Answer(answers[kind], {}, b"{}"))
    server.answers(server.event_id, JANE, "ACCEPTED")
    verbs.edit(demo, by=rita, subject="Another demo")
    jobs.run_due()
    assert server.told(JANE) == ["invited", "updated"]
    assert asked.attendees.get(address=JANE).status == "ACCEPTED"


def test_a_withdrawn_consent_is_said_and_what_waited_goes_out_after_it_is_given_again(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member, connection: Connection
) -> None:
    server.withdraws_consent()
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    connection.refresh_from_db()
    assert (connection.state, connection.fault_kind) == (ConnectionState.NEEDS_ATTENTION, "authorisation")
    assert "Connect it again" in trouble(asked)
    assert server.told(JANE) == ["invited"]
    server.gives_consent()
    check_connection(connection, by=rita)
    jobs.run_due()
    assert server.told(JANE) == ["invited", "updated"]
    assert trouble(asked) == ""


def test_a_pause_keeps_changes_until_it_ends(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member, connection: Connection
) -> None:
    pause_connection(connection, by=rita)
    verbs.cancel(demo, by=rita)
    jobs.run_due()
    assert server.told(JANE) == ["invited"]
    assert "paused" in trouble(asked)
    resume_connection(connection, by=rita)
    jobs.run_due()
    assert server.told(JANE) == ["invited", "cancelled"]


def test_deleted_there_it_is_not_made_again_and_the_page_says_so(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    server.deletes(server.event_id)
    read_calendars()
    verbs.edit(demo, by=rita, subject="Another demo")
    jobs.run_due()
    assert server.living == []
    assert server.told(JANE) == ["invited", "cancelled"]
    assert "was deleted in the calendar" in trouble(asked)


def test_deleted_there_before_it_was_read_it_is_found_out_when_it_is_written(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    server.deletes(server.event_id)
    verbs.edit(demo, by=rita, subject="Another demo")
    jobs.run_due()
    assert server.living == []
    assert "was deleted in the calendar" in trouble(asked)


def test_after_disconnecting_everybody_can_be_asked_anew_by_mail(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member, connection: Connection
) -> None:
    with pytest.raises(Refusal):
        ask_anew(demo, by=rita)
    disconnect(connection, by=rita)
    assert "is disconnected" in trouble(asked)
    ask_anew(demo, by=rita)
    mail = OutgoingMessage.objects.get(to=JANE)
    assert mail.calendar_method == "REQUEST"
    asked.refresh_from_db()
    assert (asked.transport, asked.uid in mail.calendar.replace("\r\n ", "")) == ("", True)
    # From now on it stays with mail, whatever is connected later.
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    assert server.told(JANE) == ["invited"]
    assert OutgoingMessage.objects.filter(to=JANE).count() == 2


def test_the_same_account_connected_again_goes_on_where_it_was(
    kind: str, demo: Activity, asked: Meeting, server: Any, rita: Member, ada: Member, connection: Connection
) -> None:
    disconnect(connection, by=rita)
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    again_connected = connected_to(kind, rita, ada)
    assert again_connected.pk == connection.pk
    jobs.run_due()
    assert server.told(JANE) == ["invited", "updated"]


def test_what_is_refused_for_good_is_said_in_its_words(
    kind: str, demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    body = b'{"error": {"code": "ErrorInvalidRequest", "message": "The title is not allowed"}}'
    server.fail(WRITES[kind][1], "", Answer(400, {}, body))
    verbs.edit(demo, by=rita, subject="Another demo")
    jobs.run_due()
    assert "did not take the last change" in trouble(asked)
    assert ("The title is not allowed" in trouble(asked)) == (kind != "caldav")
    # The next change tries again, and says all of it.
    verbs.edit(demo, by=rita, subject="Yet another demo")
    jobs.run_due()
    assert (server.told(JANE), trouble(asked)) == (["invited", "updated"], "")
