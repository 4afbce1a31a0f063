"""Meetings that repeat as one series in a connected calendar: its rule, what is otherwise, and answers to each."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.integrations.calendars.connected import upcoming_meetings
from pacesetter.integrations.calendars.tests.conftest import (
    JANE,
    NOW,
    RAJ,
    STARTS,
    connected_to,
    read_calendars,
    row_of,
)
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.calendars.tests.test_failures import again, trouble
from pacesetter.integrations.microsoft.tests.fake import FakeGraph
from pacesetter.integrations.models import CalendarEvent, Connection
from pacesetter.itip import Frequency, Recurrence
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingSeries
from pacesetter.meetings.series.attendees import attendees_at
from pacesetter.meetings.tests.series import STARTS as ALL
from pacesetter.meetings.tests.series import WEEKLY, activity_at, at
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import (
    ask_anew,
    cancel_following,
    cancel_series,
    change_all,
    change_following,
    start_series,
)
from pacesetter.people.models import Member

LATER = timedelta(hours=3)


@pytest.fixture
def weekly(demo: Activity, rita: Member) -> MeetingSeries:
    """Five Thursdays at ten in Auckland, over the end of summer time, in Rita's calendar."""
    with told_together():
        series = start_series(demo, by=rita, rule=WEEKLY)
    jobs.run_due()
    return series


@pytest.fixture
def event_id(weekly: MeetingSeries, server: CalendarServer) -> str:
    return server.event_id


def settle(minutes: int = 10) -> None:
    with clock.standing_at(NOW + timedelta(minutes=minutes)):
        again()
        again()


def janes(series: MeetingSeries) -> list[str]:
    """What Jane says to each meeting."""
    found = []
    for number in range(series.occurrences.filter(activity__isnull=False).count()):
        activity = activity_at(series, number)
        found.append(next(one.status for one in attendees_at([activity.pk])[activity.pk] if one.address == JANE))
    return found


def test_it_is_one_event_that_keeps_its_time_on_the_wall(
    weekly: MeetingSeries, event_id: str, server: CalendarServer
) -> None:
    assert server.starts(event_id) == ALL
    assert (server.told(JANE), server.told(RAJ)) == (["invited"], ["invited"])
    assert weekly.meeting.transport == "calendars"
    assert OutgoingMessage.objects.count() == 0
    again()
    read_calendars()
    assert server.told(JANE) == ["invited"]


def test_one_that_moves_is_told_alone(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    verbs.reschedule(activity_at(weekly, 1), by=rita, due_at=ALL[1] + LATER)
    jobs.run_due()
    again()
    assert server.starts(event_id) == [ALL[0], ALL[1] + LATER, *ALL[2:]]
    assert server.told(JANE) == ["invited", "updated"]
    verbs.reschedule(activity_at(weekly, 1), by=rita, due_at=ALL[1])
    jobs.run_due()
    assert server.starts(event_id) == ALL
    assert trouble(weekly.meeting) == ""


def test_one_that_is_called_off_is_told_alone(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    verbs.cancel(activity_at(weekly, 2), by=rita)
    jobs.run_due()
    again()
    assert server.starts(event_id) == [*ALL[:2], *ALL[3:]]
    assert server.told(JANE) == ["invited", "cancelled"]


def test_one_that_takes_place_after_all_is_back_or_the_page_says_what_to_do(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member, kind: str
) -> None:
    verbs.cancel(activity_at(weekly, 2), by=rita)
    jobs.run_due()
    verbs.reopen(activity_at(weekly, 2), by=rita)
    jobs.run_due()
    if kind == "caldav":
        assert server.starts(event_id) == ALL
        assert server.told(JANE) == ["invited", "cancelled", "updated"]
        return
    assert "can't be brought back" in trouble(weekly.meeting)
    ask_anew(activity_at(weekly, 2), by=rita)
    jobs.run_due()
    weekly.meeting.refresh_from_db()
    assert server.starts(row_of(weekly.meeting).external_id) == ALL
    assert trouble(weekly.meeting) == ""


def test_undone_before_it_went_out_nobody_hears_of_it(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    verbs.cancel(activity_at(weekly, 2), by=rita)
    verbs.reopen(activity_at(weekly, 2), by=rita)
    jobs.run_due()
    assert server.starts(event_id) == ALL
    assert server.told(JANE) == ["invited"]
    assert trouble(weekly.meeting) == ""


def test_a_guest_of_one_meeting_is_asked_to_that_one(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member, jane: Contact
) -> None:
    kim = Contact.objects.create(name="Kim", company=jane.company, email="kim@initech.example")
    verbs.edit(activity_at(weekly, 3), by=rita, contacts=[jane, kim], subject="With Kim")
    jobs.run_due()
    assert server.told(kim.email) == ["invited"]
    assert len(server.told(JANE)) == 2


def test_a_series_that_ends_earlier_keeps_answers(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    server.answers(event_id, JANE, "ACCEPTED")
    read_calendars()
    cancel_following(at(weekly, 3), by=rita)
    jobs.run_due()
    assert server.starts(event_id) == ALL[:3]
    assert server.told(JANE) == ["invited", "updated"]
    read_calendars()
    assert janes(weekly)[:3] == ["ACCEPTED"] * 3


def test_the_following_at_another_time_are_a_series_of_their_own(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    fresh = change_following(at(weekly, 2), by=rita, moved_to=ALL[2] + LATER)
    jobs.run_due()
    assert server.starts(event_id) == ALL[:2]
    other = row_of(Meeting.objects.get(series=fresh)).external_id
    assert server.starts(other) == [one + LATER for one in ALL[2:]]
    assert sorted(server.told(JANE)) == ["invited", "invited", "updated"]


def test_all_of_it_moves_and_everybody_is_asked_anew(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    verbs.reschedule(activity_at(weekly, 1), by=rita, due_at=ALL[1] + LATER)
    jobs.run_due()
    change_all(at(weekly, 0), by=rita, moved_to=ALL[0] + timedelta(hours=1), subject="Review")
    jobs.run_due()
    again()
    assert server.starts(event_id) == [one + timedelta(hours=1) for one in ALL]
    assert trouble(weekly.meeting) == ""


def test_all_of_it_is_called_off(weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member) -> None:
    cancel_series(weekly, by=rita)
    jobs.run_due()
    assert server.living == []
    assert server.told(JANE) == ["invited", "cancelled"]


def test_answers_to_all_and_to_one_stand_at_each_meeting(
    weekly: MeetingSeries, event_id: str, server: CalendarServer
) -> None:
    server.answers(event_id, JANE, "ACCEPTED")
    read_calendars()
    assert janes(weekly) == ["ACCEPTED"] * 5
    server.answers(server.one_of(event_id, ALL[1]), JANE, "DECLINED")
    read_calendars()
    read_calendars()
    assert janes(weekly) == ["ACCEPTED", "DECLINED", "ACCEPTED", "ACCEPTED", "ACCEPTED"]
    assert MeetingAnswer.objects.count() == 2


def test_one_that_the_organiser_moves_there_moves_here_and_nobody_is_told_again(
    weekly: MeetingSeries, event_id: str, server: CalendarServer
) -> None:
    moved = ALL[1] + LATER
    server.moves(server.one_of(event_id, ALL[1]), moved, moved + timedelta(hours=1))
    read_calendars()
    assert activity_at(weekly, 1).due_at == moved
    told = list(server.notices)
    again()
    read_calendars()
    assert server.notices == told
    assert trouble(weekly.meeting) == ""


def test_one_that_the_organiser_deletes_there_is_said_and_not_made_again(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, rita: Member
) -> None:
    read_calendars()
    server.deletes(server.one_of(event_id, ALL[3]))
    read_calendars()
    assert "Change them here too" in trouble(weekly.meeting)
    verbs.cancel(activity_at(weekly, 3), by=rita)
    jobs.run_due()
    read_calendars()
    assert trouble(weekly.meeting) == ""
    assert server.starts(event_id) == [*ALL[:3], ALL[4]]


@pytest.mark.parametrize("kind", ["caldav"])
def test_its_calendar_is_needed_until_the_last_of_it(weekly: MeetingSeries, connection: Connection, kind: str) -> None:
    needed = []
    for moment in (ALL[3] + timedelta(days=1), ALL[4] + timedelta(days=1)):
        with clock.standing_at(moment):
            needed.append(upcoming_meetings(connection))
    assert needed == [1, 0]


@pytest.mark.parametrize("how", ["lose_answer", "drop"])
def test_whatever_is_lost_on_the_way_each_notice_goes_out_once(
    how: str, demo: Activity, server: CalendarServer, rita: Member, kind: str
) -> None:
    """Made, then one moved and one called off together: each request that writes is lost once."""
    writes = {"google": ("POST", "PATCH", "DELETE"), "microsoft": ("POST", "PATCH", "POST"), "caldav": ("PUT",) * 3}
    lost = getattr(server, how)
    lost(writes[kind][0], "" if kind == "caldav" else "/events")
    series = start_series(demo, by=rita, rule=WEEKLY)
    jobs.run_due()
    settle()
    assert server.told(JANE) == ["invited"]
    lost(writes[kind][1], "" if kind == "caldav" else "/events")
    lost(writes[kind][2], "/cancel" if kind == "microsoft" else "" if kind == "caldav" else "/events")
    verbs.reschedule(activity_at(series, 1), by=rita, due_at=ALL[1] + LATER)
    verbs.cancel(activity_at(series, 3), by=rita)
    jobs.run_due()
    for minutes in (20, 30, 40):
        settle(minutes)
    assert server.faults == []
    assert server.starts(server.event_id) == [ALL[0], ALL[1] + LATER, ALL[2], ALL[4]]
    assert sorted(server.told(JANE)) == ["cancelled", "invited", "updated"]
    assert trouble(series.meeting) == ""


def test_a_single_meeting_that_stands_there_becomes_a_series(
    demo: Activity, asked: Meeting, server: CalendarServer, rita: Member
) -> None:
    start_series(demo, by=rita, rule=WEEKLY)
    jobs.run_due()
    assert server.starts(server.event_id) == ALL
    assert server.told(JANE) == ["invited", "updated"]


def test_what_went_by_mail_before_goes_on_by_mail(
    rita: Member, ada: Member, meeting: ActivityType, jane: Contact, kind: str, server: CalendarServer
) -> None:
    planned = verbs.plan(
        by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True}
    )
    series = start_series(planned, by=rita, rule=WEEKLY)
    connected_to(kind, rita, ada)
    change_all(at(series, 0), by=rita, subject="Review")
    assert set(Meeting.objects.values_list("transport", flat=True)) == {""}
    assert server.told(JANE) == []


@pytest.fixture
def month_end() -> Iterator[datetime]:
    """10:00 on Tuesday 31 March in Auckland."""
    yield datetime(2026, 3, 30, 21, tzinfo=UTC)


@pytest.mark.parametrize("kind", ["microsoft", "google"])
def test_a_rule_that_the_calendar_would_take_otherwise_goes_by_mail(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, kind: str, month_end: datetime
) -> None:
    """A month without a 31st is left out; Exchange would take its last day."""
    planned = verbs.plan(
        by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=month_end, details={"invite": True}
    )
    rule = Recurrence(Frequency.MONTHLY, count=3)
    if kind == "microsoft":
        with pytest.raises(Refusal) as refused:
            start_series(planned, by=rita, rule=rule)
        assert (refused.value.code, refused.value.field) == ("no_series_there", "repeats")
        verbs.delete(planned, by=rita)
        planned = verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=month_end)
        planned.details = {"invite": True}
        planned.save(update_fields=["details"])
    series = start_series(planned, by=rita, rule=rule)
    assert series.meeting.transport == {"microsoft": "", "google": "calendars"}[kind]


def test_a_series_of_another_organisation_is_not_asked_anew(weekly: MeetingSeries, otto: Member) -> None:
    with pytest.raises(Refusal):
        ask_anew(activity_at(weekly, 0), by=otto)
    assert CalendarEvent.objects.count() == 1


@pytest.mark.parametrize("kind", ["microsoft"])
def test_another_time_for_one_that_a_guest_proposes_there_is_about_that_one(
    weekly: MeetingSeries, event_id: str, server: CalendarServer, kind: str
) -> None:
    assert isinstance(server, FakeGraph)
    other = ALL[1] + LATER
    server.proposes(server.one_of(event_id, ALL[1]), JANE, other, other + timedelta(hours=1))
    read_calendars()
    read_calendars()
    proposal = MeetingAnswer.objects.get(verdict="proposal")
    assert (proposal.original_at, proposal.proposed_starts_at) == (ALL[1], other)
