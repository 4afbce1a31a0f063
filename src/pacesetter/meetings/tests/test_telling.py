"""What attendees are told, when an activity is planned and changed by the ordinary verbs."""

from datetime import timedelta
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.crm.models import Contact
from pacesetter.itip.tests.libical import faults
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingAttendee
from pacesetter.meetings.tests.conftest import STARTS, as_sent, sent_to
from pacesetter.people.models import Member

JANE, RAJ, RITA = "jane@initech.example", "raj@acme.example", "rita@acme.example"


def subjects(address: str) -> list[str]:
    return [message.subject for message in sent_to(address)]


def test_everybody_is_asked_in_a_mail_of_their_own(demo: Activity, asked: Meeting) -> None:
    assert subjects(JANE) == subjects(RAJ) == ["Invitation: Demo of the new release"]
    mail = as_sent(sent_to(JANE)[0])
    assert mail["To"] == JANE
    assert mail["From"] == f"Rita <{asked.organiser_address}>"
    assert asked.organiser_address.endswith("@kpi.example")
    calendar = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    content = calendar.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert faults(content) == []


def test_attendees_read_the_agenda_and_never_the_note(demo: Activity) -> None:
    for message in OutgoingMessage.objects.all():
        assert "price sensitive" not in message.text + message.html + message.calendar
    assert "Half an hour of questions" in sent_to(JANE)[0].text


def test_the_organiser_gets_a_copy_that_asks_for_no_answer(demo: Activity) -> None:
    (copy,) = sent_to(RITA)
    assert copy.calendar_method == "PUBLISH"
    assert faults(copy.calendar.encode()) == []


def test_a_meeting_for_which_nobody_asked_sends_nothing(rita: Member, meeting: ActivityType, jane: Contact) -> None:
    verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS)
    assert OutgoingMessage.objects.count() == 0
    assert Meeting.objects.count() == 0


def test_another_time_asks_anew(demo: Activity, rita: Member) -> None:
    MeetingAttendee.objects.update(status="ACCEPTED")
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    assert subjects(JANE)[-1] == "Changed: Demo of the new release"
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"NEEDS-ACTION"}
    meeting = Meeting.objects.get()
    assert (meeting.sequence, meeting.answers_from) == (1, 1)


@pytest.mark.parametrize(
    ("edits", "mails"),
    [
        ({"note": "They have a new budget"}, 0),
        ({"value_minor": 500000}, 0),
        ({"subject": "Another demo"}, 1),
        ({"details": {"invite": True, "place": "Our office", "agenda": "Half an hour of questions"}}, 1),
    ],
)
def test_what_nobody_sees_tells_nobody(edits: dict[str, Any], mails: int, demo: Activity, rita: Member) -> None:
    MeetingAttendee.objects.update(status="ACCEPTED")
    before = len(sent_to(JANE))
    verbs.edit(demo, by=rita, **edits)
    assert len(sent_to(JANE)) - before == mails
    assert set(MeetingAttendee.objects.values_list("status", flat=True)) == {"ACCEPTED"}


def test_who_is_taken_out_is_told_alone(demo: Activity, rita: Member) -> None:
    verbs.edit(demo, by=rita, participants=[])
    assert subjects(RAJ)[-1] == "Called off: Demo of the new release"
    assert len(subjects(JANE)) == 1
    assert [row.address for row in MeetingAttendee.objects.all()] == [JANE]


def test_cancelling_and_reopening_and_deleting_are_told(demo: Activity, rita: Member) -> None:
    verbs.cancel(demo, by=rita)
    assert subjects(JANE)[-1] == "Called off: Demo of the new release"
    verbs.reopen(demo, by=rita)
    assert subjects(JANE)[-1] == "Changed: Demo of the new release"
    verbs.delete(demo, by=rita)
    assert subjects(JANE)[-1] == "Called off: Demo of the new release"
    verbs.restore(demo, by=rita)
    assert subjects(JANE)[-1] == "Changed: Demo of the new release"
    assert Meeting.objects.get().sequence == 4


def test_a_change_that_is_refused_tells_nobody(demo: Activity, rita: Member) -> None:
    before = OutgoingMessage.objects.count()
    with pytest.raises(Refusal):
        verbs.edit(demo, by=rita, subject="Other", minutes=-1)
    assert OutgoingMessage.objects.count() == before


def test_without_a_domain_for_answers_they_go_to_the_organiser(
    rita: Member, meeting: ActivityType, jane: Contact, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = ""
    verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[jane], due_at=STARTS, details={"invite": True})
    mail = as_sent(sent_to(JANE)[0])
    assert Meeting.objects.get().organiser_address == RITA
    assert "pacesetter@localhost" in mail["From"]
    assert RITA in mail["Reply-To"]


def test_who_has_no_address_is_not_asked(rita: Member, meeting: ActivityType, initech: Any) -> None:
    silent = Contact.objects.create(name="No Mail", company=initech)
    verbs.plan(by=rita, owner=rita, activity_type=meeting, contacts=[silent], due_at=STARTS, details={"invite": True})
    assert [message.to for message in OutgoingMessage.objects.all()] == [RITA]


def test_another_organisation_has_no_part_in_it(demo: Activity, otto: Member) -> None:
    with pytest.raises(Refusal):
        verbs.cancel(demo, by=otto)
    assert sent_to("otto@globex.example") == []


def test_a_meeting_that_is_over_is_not_called_off_by_mail(demo: Activity, rita: Member) -> None:
    before = OutgoingMessage.objects.count()
    with clock.standing_at(STARTS + timedelta(hours=2)):
        verbs.cancel(demo, by=rita)
        assert OutgoingMessage.objects.count() == before
        verbs.reopen(demo, by=rita)
        assert OutgoingMessage.objects.count() == before
        verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(days=7))
    assert Meeting.objects.get().sequence == 1
    assert OutgoingMessage.objects.count() > before
