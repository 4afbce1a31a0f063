"""Whatever status a calendar answers, before or after it did what it was asked: guests hear of each thing once."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.calendars.tests.conftest import JANE, NOW, STARTS, row_of
from pacesetter.integrations.calendars.tests.failing import CalendarServer, Fault
from pacesetter.integrations.calendars.tests.test_failures import WRITES, again, trouble
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.verbs import check_connection
from pacesetter.people.models import Member

REFUSED = (401, 403, 404, 409, 410, 429, 500, 504)
ACTED = (409, 500, 504)
# Of an event that is to be called off they say that this has been done.
GONE = (404, 410)


def answer_of(status: int) -> Answer:
    return Answer(status, {"retry-after": "1", "content-type": "application/json"}, b'{"error": {"message": "No"}}')


def settle(connection: Connection, rita: Member) -> None:
    """Time passes, and who is told that the connection needs attention looks after it."""
    jobs.run_due()
    connection.refresh_from_db()
    for minutes in (10, 20):
        with clock.standing_at(clock.now() + timedelta(minutes=minutes)):
            if connection.state == ConnectionState.NEEDS_ATTENTION:
                check_connection(connection, by=rita)
            again()


@pytest.mark.parametrize("deed", ["made", "changed", "called off"])
def test_no_status_makes_a_second_notice(
    deed: str,
    kind: str,
    rita: Member,
    meeting: ActivityType,
    jane: Contact,
    connection: Connection,
    server: CalendarServer,
) -> None:
    method = WRITES[kind][("made", "changed", "called off").index(deed)]
    part = "/cancel" if (kind, deed) == ("microsoft", "called off") else "" if kind == "caldav" else "/events"
    expected = {"made": [[], ["updated"]], "changed": [["updated"]], "called off": [["cancelled"]]}[deed]
    cases = [(status, False) for status in REFUSED if not (deed == "called off" and status in GONE)]
    for hour, (status, acts) in enumerate([*cases, *((status, True) for status in ACTED)]):
        case, before = f"{status}, {'done' if acts else 'not done'}", len(server.told(JANE))
        fault = Fault(method, part, answer_of(status), acts=acts)
        with clock.standing_at(NOW + timedelta(hours=hour)):
            if deed == "made":
                server.faults.append(fault)
            activity = verbs.plan(
                by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True}
            )
            if deed != "made":
                jobs.run_due()
                server.faults.append(fault)
            if deed == "called off":
                verbs.cancel(activity, by=rita)
            elif deed == "changed":
                verbs.edit(activity, by=rita, subject="Second")
            settle(connection, rita)
            assert server.faults == [], case
            if deed != "called off" and trouble(activity.meeting):  # given up and said; the next change tries again
                verbs.edit(activity, by=rita, subject="Third")
                settle(connection, rita)
        first, *more = server.told(JANE)[before:]
        assert (first, trouble(activity.meeting)) == ("invited", ""), case
        assert more in expected, case
        assert (row_of(activity.meeting).external_id in server.living) == (deed != "called off"), case
