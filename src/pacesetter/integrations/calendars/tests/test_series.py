"""Meetings that repeat go out by mail, whatever calendar is connected."""

from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.integrations.calendars.tests.conftest import JANE, STARTS, connected_to
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.models import CalendarEvent, Connection
from pacesetter.itip import Frequency, Recurrence
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingSeries
from pacesetter.meetings.tests.series import activity_at, at
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import change_all, change_following, start_series
from pacesetter.people.models import Member

WEEKLY = Recurrence(Frequency.WEEKLY, count=4)


def planned(rita: Member, meeting: ActivityType, jane: Contact) -> Activity:
    return verbs.plan(
        by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True}
    )


def test_a_new_series_goes_by_mail_and_its_owner_gets_a_copy(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    with told_together():
        series = start_series(planned(rita, meeting, jane), by=rita, rule=WEEKLY)
    verbs.reschedule(activity_at(series, 1), by=rita, due_at=STARTS + timedelta(days=8))
    jobs.run_due()
    mails = OutgoingMessage.objects.order_by("pk")
    assert [(mail.to, mail.calendar_method) for mail in mails] == [
        (JANE, "REQUEST"),
        (rita.email, "PUBLISH"),
        (JANE, "REQUEST"),
        (rita.email, "PUBLISH"),
    ]
    # Answers come back to us, as with everything that goes by mail.
    assert series.meeting.organiser_address.startswith("meetings+")
    assert series.meeting.transport == ""
    assert server.told(JANE) == []
    assert CalendarEvent.objects.count() == 0


def test_a_single_meeting_beside_it_goes_out_from_the_calendar(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    with told_together():
        start_series(planned(rita, meeting, jane), by=rita, rule=WEEKLY)
    planned(rita, meeting, jane)
    jobs.run_due()
    assert len(server.told(JANE)) == 1
    assert OutgoingMessage.objects.filter(to=JANE).count() == 1


def test_one_that_is_there_already_does_not_become_a_series(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    single = planned(rita, meeting, jane)
    with pytest.raises(Refusal) as refused:
        start_series(single, by=rita, rule=WEEKLY)
    assert (refused.value.code, refused.value.field) == ("no_series_there", "repeats")
    jobs.run_due()
    assert len(server.told(JANE)) == 1
    assert OutgoingMessage.objects.count() == 0
    assert MeetingSeries.objects.count() == 0


def test_a_series_that_nobody_is_asked_to_repeats(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    silent = verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS)
    series = start_series(silent, by=rita, rule=WEEKLY)
    assert series.occurrences.count() == 4
    assert OutgoingMessage.objects.count() == 0
    # They are asked later on, and in what follows from a split too.
    change_all(at(series, 0), by=rita, details={"invite": True})
    change_following(at(series, 2), by=rita, moved_to=STARTS + timedelta(days=15))
    assert list(Meeting.objects.values_list("transport", flat=True)) == ["", ""]
    assert server.told(JANE) == []


def test_what_went_by_mail_before_goes_on_by_mail(
    rita: Member, ada: Member, meeting: ActivityType, jane: Contact, kind: str, server: CalendarServer
) -> None:
    series = start_series(planned(rita, meeting, jane), by=rita, rule=WEEKLY)
    connected_to(kind, rita, ada)
    second = series.occurrences.all()[1]
    change_following(second, by=rita, subject="Review")
    assert set(Meeting.objects.values_list("transport", flat=True)) == {""}
    assert OutgoingMessage.objects.filter(to=JANE).count() == 4
    assert server.told(JANE) == []
