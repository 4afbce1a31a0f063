"""A server that can't tell what has changed (no RFC 6578): found out by comparing entity tags."""

from collections.abc import Iterator

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.integrations.caldav.etags import compared, is_of_etags, place_of
from pacesetter.integrations.caldav.tests.fake import FakeCalDav
from pacesetter.integrations.calendars.tests.conftest import JANE, NOW, STARTS, connected_to, noon, read_calendars
from pacesetter.integrations.models import CalendarEvent, CalendarPlace
from pacesetter.integrations.sending import answered_by
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.people.models import Member

__all__ = ["noon"]


@pytest.fixture
def server() -> Iterator[FakeCalDav]:
    fake = FakeCalDav(syncs=False)
    with answered_by(fake):
        yield fake


@pytest.fixture
def asked(server: FakeCalDav, rita: Member, ada: Member, meeting: ActivityType, initech: Company) -> Meeting:
    """Rita's meeting with Jane, which is in her calendar there."""
    connected_to("caldav", rita, ada)
    jane = Contact.objects.create(name="Jane Doe", company=initech, email=JANE)
    planned = verbs.plan(
        by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True}
    )
    jobs.run_due()
    return Meeting.objects.get(activity=planned)


def status() -> str:
    return str(MeetingAttendee.objects.get(address=JANE).status)


def test_answers_are_read_and_only_what_has_changed_is_fetched(asked: Meeting, server: FakeCalDav) -> None:
    read_calendars()
    server.answers(server.event_id, JANE, "ACCEPTED")
    read_calendars()
    assert status() == "ACCEPTED"
    server.asked.clear()
    read_calendars()
    assert [one.method for one in server.asked if b"calendar-multiget" in (one.body or b"")] == []
    server.answers(server.event_id, JANE, "DECLINED")
    read_calendars()
    assert status() == "DECLINED"


def test_what_is_deleted_there_is_noticed(asked: Meeting, server: FakeCalDav) -> None:
    read_calendars()
    server.deletes(server.event_id)
    read_calendars()
    assert CalendarEvent.objects.get().gone_at == clock.now() == NOW


def test_a_server_that_loses_the_ability_is_read_anew(asked: Meeting, server: FakeCalDav) -> None:
    server.syncs = True
    CalendarPlace.objects.update(place="")
    read_calendars()
    assert not is_of_etags(CalendarPlace.objects.get().place)
    server.syncs = False
    server.answers(server.event_id, JANE, "ACCEPTED")
    read_calendars()
    assert status() == "ACCEPTED"
    assert is_of_etags(CalendarPlace.objects.get().place)


def test_places_are_compared() -> None:
    place = place_of({"/a.ics": '"1"', "/b.ics": '"1"', "/c d.ics": ""})
    now = {"/a.ics": '"1"', "/b.ics": '"2"', "/c d.ics": "", "/e.ics": '"1"'}
    # A server that gives no tag is asked each time.
    assert compared(place, now).changed == ["/b.ics", "/c d.ics", "/e.ics"]
    assert compared(place, {"/a.ics": '"1"'}).gone == ["/b.ics", "/c d.ics"]
    assert compared("", now).changed == sorted(now)
