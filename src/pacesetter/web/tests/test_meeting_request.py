"""Asking attendees by the form, and what the page of an activity shows of their answers."""

from datetime import datetime

import pytest

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.itip import Answer, Method, PartStat, Proposal
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingAnswer
from pacesetter.meetings.reading import record_answer
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import NOW, Visitor

JANE = "jane@initech.example"


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email=JANE)


@pytest.fixture
def asked(meeting: ActivityType, initech: Company, jane: Contact) -> dict[str, str]:
    return {
        "type": str(meeting.pk),
        "state": "planned",
        "company": str(initech.pk),
        "contacts": str(jane.pk),
        "subject": "Demo",
        "day": "2026-03-25",
        "time": "10:00",
        "minutes": "60",
        "invite": "yes",
        "place": "Room 1",
        "video_url": "",
        "agenda": "",
    }


def sent(address: str = JANE) -> list[str]:
    return [one.subject for one in OutgoingMessage.objects.filter(to=address).order_by("pk")]


@pytest.mark.usefixtures("at_noon")
def test_a_planned_meeting_asks_unless_the_box_is_empty(visitor: Visitor, rita: Member, asked: dict[str, str]) -> None:
    assert 'name="invite" value="yes" checked' in visitor.log_in(rita).read(f"/activities/new/?type={asked['type']}")
    visitor.post("/activities/new/", asked)
    assert sent() == ["Invitation: Demo"]
    del asked["invite"]
    visitor.post("/activities/new/", asked)
    assert sent() == ["Invitation: Demo"]
    assert Activity.objects.count() == 2


@pytest.mark.usefixtures("at_noon")
def test_several_changes_of_one_form_are_told_in_one_mail(
    visitor: Visitor, rita: Member, asked: dict[str, str]
) -> None:
    visitor.log_in(rita).post("/activities/new/", asked)
    activity = Activity.objects.get()
    changed = {**asked, "subject": "Second demo", "time": "11:00", "place": "Room 2"}
    visitor.post(f"/activities/{activity.pk}/fields/", changed)
    assert sent() == ["Invitation: Demo", "Changed: Second demo"]
    assert Meeting.objects.get().sequence == 1
    page = visitor.read(f"/activities/{activity.pk}/fields/")
    assert 'value="Room 2"' in page


@pytest.fixture
def proposed(visitor: Visitor, rita: Member, asked: dict[str, str], at_noon: datetime) -> Meeting:
    """Jane would rather meet an hour later."""
    visitor.log_in(rita).post("/activities/new/", asked)
    meeting = Meeting.objects.get()
    later = Proposal(meeting.ends_at, None, "", "")
    answer = Answer(Method.COUNTER, meeting.uid, JANE, PartStat.TENTATIVE, 0, NOW, comment="Lunch", proposal=later)
    record_answer(meeting, answer, sender=JANE)
    return meeting


def test_a_proposal_is_shown_and_taken(visitor: Visitor, rita: Member, proposed: Meeting) -> None:
    page = visitor.read(f"/activities/{proposed.activity_id}/")
    assert "Jane Doe proposes" in page
    assert "Lunch" in page
    visitor.post(f"/meeting-answers/{proposed.answers.get().pk}/")
    assert Activity.objects.get().due_at == proposed.ends_at
    assert "proposes" not in visitor.read(f"/activities/{proposed.activity_id}/")


def test_the_time_stays_where_it_is_declined(visitor: Visitor, rita: Member, proposed: Meeting) -> None:
    visitor.delete(f"/meeting-answers/{proposed.answers.get().pk}/")
    assert Activity.objects.get().due_at == proposed.starts_at
    assert sent()[-1] == "The time stays: Demo"


def test_an_answer_in_outlook_s_own_form_is_seen(
    visitor: Visitor, rita: Member, asked: dict[str, str], at_noon: datetime
) -> None:
    visitor.log_in(rita).post("/activities/new/", asked)
    meeting = Meeting.objects.get()
    jane = meeting.attendees.get(address=JANE)
    kept = {"sender": JANE, "method": "REPLY", "status": "DECLINED", "verdict": MeetingAnswer.Verdict.OUTLOOK}
    MeetingAnswer.objects.create(meeting=meeting, attendee=jane, received_at=NOW, **kept)
    page = visitor.read(f"/activities/{meeting.activity_id}/")
    assert "Outlook" in page
    assert "Jane Doe: Declined" in page
    assert "No answer yet" in page


def test_somebody_else_settles_nothing(visitor: Visitor, raj: Member, proposed: Meeting) -> None:
    visitor.log_in(raj)
    assert visitor.post(f"/meeting-answers/{proposed.answers.get().pk}/").status_code == 404
    assert Activity.objects.get().due_at == proposed.starts_at
