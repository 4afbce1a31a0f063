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
    assert "jane@initech.example: Declined" in page
    assert "No answer yet" in page


def test_an_answer_from_another_address_is_taken_with_one_press_and_undone(
    visitor: Visitor, rita: Member, asked: dict[str, str], at_noon: datetime
) -> None:
    visitor.log_in(rita).post("/activities/new/", asked)
    meeting = Meeting.objects.get()
    record_answer(meeting, Answer(Method.REPLY, meeting.uid, JANE, PartStat.ACCEPTED, 0, NOW), sender="j@mail.example")
    address = f"/meeting-answers/{meeting.answers.get().pk}/taken/"
    page = visitor.read(f"/activities/{meeting.activity_id}/")
    assert "j@mail.example: Accepted" in page
    assert "Take it as the answer of Jane Doe" in page
    assert "No answer yet" in page
    visitor.post(address)
    page = visitor.read(f"/activities/{meeting.activity_id}/")
    assert "It counts as the answer of Jane Doe." in page
    assert "Taken as the answer of Jane Doe." in page
    assert "No answer yet" not in page
    visitor.delete(address)
    assert "No answer yet" in visitor.read(f"/activities/{meeting.activity_id}/")


def test_whose_it_is_is_chosen_where_somebody_who_was_not_invited_answered(
    visitor: Visitor, rita: Member, raj: Member, asked: dict[str, str], at_noon: datetime
) -> None:
    visitor.log_in(rita).post("/activities/new/", asked)
    meeting = Meeting.objects.get()
    alias = "jane.doe@initech.example"
    record_answer(meeting, Answer(Method.REPLY, meeting.uid, alias, PartStat.DECLINED, 0, NOW), sender=alias)
    address = f"/meeting-answers/{meeting.answers.get().pk}/taken/"
    jane = meeting.attendees.get()
    page = visitor.read(f"/activities/{meeting.activity_id}/")
    assert f'<option value="{jane.pk}">Jane Doe</option>' in page
    for nonsense in ("", "x", "9" * 40):
        visitor.post(address, {"attendee": nonsense})
        assert meeting.attendees.get().status == "NEEDS-ACTION"
    visitor.log_in(raj)
    assert visitor.post(address, {"attendee": str(jane.pk)}).status_code == 404
    visitor.log_in(rita).post(address, {"attendee": str(jane.pk)})
    assert meeting.attendees.get().status == "DECLINED"


def test_another_place_alone_is_shown_and_taken(
    visitor: Visitor, rita: Member, asked: dict[str, str], at_noon: datetime
) -> None:
    visitor.log_in(rita).post("/activities/new/", asked)
    meeting = Meeting.objects.get()
    there = Proposal(meeting.starts_at, meeting.ends_at, "Our canteen", "")
    record_answer(
        meeting, Answer(Method.COUNTER, meeting.uid, JANE, PartStat.TENTATIVE, 0, NOW, proposal=there), sender=JANE
    )
    page = visitor.read(f"/activities/{meeting.activity_id}/")
    assert "Jane Doe proposes Our canteen" in page
    assert "Meet at this place" in page
    visitor.post(f"/meeting-answers/{meeting.answers.get().pk}/")
    assert Activity.objects.get().details["place"] == "Our canteen"
    assert "proposes" not in visitor.read(f"/activities/{meeting.activity_id}/")


def test_somebody_else_settles_nothing(visitor: Visitor, raj: Member, proposed: Meeting) -> None:
    visitor.log_in(raj)
    assert visitor.post(f"/meeting-answers/{proposed.answers.get().pk}/").status_code == 404
    assert Activity.objects.get().due_at == proposed.starts_at


@pytest.mark.usefixtures("at_noon")
def test_a_meeting_is_called_off_with_a_word(
    visitor: Visitor, rita: Member, raj: Member, asked: dict[str, str]
) -> None:
    visitor.log_in(rita).post("/activities/new/", asked)
    activity = Activity.objects.get()
    path = f"/activities/{activity.pk}/"
    assert "Call it off with a word to attendees" in visitor.read(path)
    assert visitor.log_in(raj).post(f"{path}cancellation/", {"words": "Ha"}).status_code == 404
    visitor.log_in(rita).post(f"{path}cancellation/", {"words": " I am ill; <b>sorry</b>. ", "next": path})
    mail = OutgoingMessage.objects.filter(to=JANE).order_by("pk").last()
    assert mail is not None
    assert mail.calendar_method == "CANCEL"
    assert "I am ill; <b>sorry</b>." in mail.text
    assert "<b>" not in mail.html
    assert "COMMENT:I am ill\\; <b>sorry</b>." in mail.calendar
    assert "Call it off with a word to attendees" not in visitor.read(path)
