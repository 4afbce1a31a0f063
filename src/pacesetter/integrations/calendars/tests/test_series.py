"""Meetings that repeat don't go out from calendars yet: that is said before anything is saved or sent."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.integrations.calendars.tests.conftest import JANE, STARTS, connected_to
from pacesetter.integrations.calendars.tests.failing import CalendarServer
from pacesetter.integrations.models import Connection
from pacesetter.itip import Frequency, Recurrence
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingSeries
from pacesetter.meetings.together import told_together
from pacesetter.meetings.verbs import change_following, start_series
from pacesetter.people.models import Member

WEEKLY = Recurrence(Frequency.WEEKLY, count=4)


def planned(rita: Member, meeting: ActivityType, jane: Contact) -> Activity:
    return verbs.plan(
        by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True}
    )


def test_a_new_series_is_refused(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    with pytest.raises(Refusal) as refused, told_together():
        start_series(planned(rita, meeting, jane), by=rita, rule=WEEKLY)
    assert (refused.value.code, refused.value.field) == ("no_series_there", "repeats")
    assert server.told(JANE) == []


def test_one_that_is_there_already_does_not_become_a_series(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    single = planned(rita, meeting, jane)
    with pytest.raises(Refusal) as refused:
        start_series(single, by=rita, rule=WEEKLY)
    assert refused.value.code == "no_series_there"
    assert MeetingSeries.objects.count() == 0


def test_a_series_that_nobody_is_asked_to_repeats(
    rita: Member, meeting: ActivityType, jane: Contact, connection: Connection, server: CalendarServer
) -> None:
    silent = verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS)
    assert start_series(silent, by=rita, rule=WEEKLY).occurrences.count() == 4


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
