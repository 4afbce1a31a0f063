"""Somebody leaves: their calendar is left as soon as no meeting needs it any more."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.integrations.calendars.tests.conftest import JANE, NOW, STARTS, read_calendars
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.leaving import LEAVERS_KEPT
from pacesetter.integrations.models import BusyTime, Connection, ConnectionState
from pacesetter.meetings.models import Meeting
from pacesetter.people.models import Member
from pacesetter.people.verbs import archive


def state_of(connection: Connection) -> tuple[str, bool]:
    """Its state, and whether there are secrets."""
    row = Connection.objects.get(pk=connection.pk)
    return row.state, bool(row.secrets)


def tidied() -> None:
    """What happens every night."""
    jobs.enqueue("integrations.tidy", {})
    jobs.run_due()


def test_without_meetings_to_come_it_is_disconnected_at_once(
    connection: Connection, server: CalendarServer, rita: Member, ada: Member
) -> None:
    archive(rita, by=ada)
    jobs.run_due()
    assert state_of(connection) == (ConnectionState.ENDED, False)


def test_attendees_hear_of_changes_until_the_last_meeting_is_over(
    connection: Connection,
    server: CalendarServer,
    demo: Activity,
    asked: Meeting,
    rita: Member,
    raj: Member,
    ada: Member,
) -> None:
    BusyTime.objects.create(member=rita, connection=connection, starts_at=NOW, ends_at=STARTS)
    archive(rita, by=ada, hand_over_to=raj)
    tidied()
    assert state_of(connection) == (ConnectionState.CONNECTED, True)
    # When they are busy is nobody's business any more.
    read_calendars()
    assert BusyTime.objects.count() == 0
    demo.refresh_from_db()
    verbs.reschedule(demo, by=raj, due_at=STARTS + timedelta(hours=2))
    jobs.run_due()
    assert server.told(JANE)[-1] == "updated"
    with clock.standing_at(STARTS + timedelta(hours=4)):
        tidied()
        assert state_of(connection) == (ConnectionState.ENDED, False)


def test_one_that_is_called_off_is_called_off_there_before_the_calendar_is_left(
    connection: Connection,
    server: CalendarServer,
    demo: Activity,
    asked: Meeting,
    rita: Member,
    raj: Member,
    ada: Member,
) -> None:
    verbs.cancel(demo, by=rita)
    archive(rita, by=ada, hand_over_to=raj)
    assert state_of(connection) == (ConnectionState.CONNECTED, True)
    jobs.run_due()
    assert server.told(JANE)[-1] == "cancelled"
    tidied()
    assert state_of(connection) == (ConnectionState.ENDED, False)


@pytest.mark.parametrize("kind", ["google"])
def test_after_a_month_it_is_left_in_any_case(
    connection: Connection, demo: Activity, asked: Meeting, rita: Member, raj: Member, ada: Member
) -> None:
    archive(rita, by=ada, hand_over_to=raj)
    Meeting.objects.update(ends_at=NOW + timedelta(days=90))
    for days, state in ((-1, ConnectionState.CONNECTED), (1, ConnectionState.ENDED)):
        with clock.standing_at(NOW + LEAVERS_KEPT + timedelta(days=days)):
            tidied()
            assert state_of(connection)[0] == state
