"""Taking an answer that is shown and not counted as an attendee's own."""

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.core import clock
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.meetings.models import Meeting, MeetingAnswer
from pacesetter.meetings.tests.conftest import NOW, STARTS, Reply
from pacesetter.meetings.tests.test_reading import JANE, arrive, janes
from pacesetter.meetings.verbs import put_back_answer, take_answer
from pacesetter.people.models import Member

PRIVATE = "jane.private@mail.example"


@pytest.fixture
def shown(asked: Meeting, reply: Reply) -> MeetingAnswer:
    """Jane accepts from her private address."""
    arrive(asked, reply(sender=PRIVATE, more="COMMENT:See you"))
    return MeetingAnswer.objects.get()


def test_it_counts_and_no_longer(shown: MeetingAnswer, rita: Member) -> None:
    take_answer(shown, by=rita)
    assert (janes().status, janes().comment) == ("ACCEPTED", "See you")
    with pytest.raises(Refusal, match="settled"):
        take_answer(shown, by=rita)
    put_back_answer(shown, by=rita)
    assert (janes().status, janes().comment, janes().answered_at) == ("NEEDS-ACTION", "", None)
    with pytest.raises(Refusal, match="settled"):
        put_back_answer(shown, by=rita)
    assert [event.verb for event in Event.objects.filter(verb__startswith="meeting.answer_").order_by("pk")] == [
        "meeting.answer_taken",
        "meeting.answer_put_back",
    ]
    take_answer(shown, by=rita)
    assert janes().status == "ACCEPTED"


def test_an_earlier_answer_comes_back(asked: Meeting, reply: Reply, rita: Member) -> None:
    arrive(asked, reply("DECLINED"))
    before = janes()
    arrive(asked, reply(sender=PRIVATE, minutes=1))
    answer = MeetingAnswer.objects.get(sender=PRIVATE)
    take_answer(answer, by=rita)
    assert janes().status == "ACCEPTED"
    put_back_answer(answer, by=rita)
    fields = ("status", "comment", "answered_at", "answered_sequence", "answered_stamp")
    assert [getattr(janes(), name) for name in fields] == [getattr(before, name) for name in fields]


def test_what_the_attendee_answers_later_goes_above_it_and_stays(asked: Meeting, reply: Reply, rita: Member) -> None:
    arrive(asked, reply(sender=PRIVATE, sequence=7, minutes=60 * 24))
    answer = MeetingAnswer.objects.get()
    take_answer(answer, by=rita)
    with clock.standing_at(NOW.replace(minute=30)):
        arrive(asked, reply("DECLINED", minutes=20))
        assert janes().status == "DECLINED"
        put_back_answer(answer, by=rita)
    assert janes().status == "DECLINED"


def test_it_says_nothing_once_the_meeting_has_moved(
    demo: Activity, shown: MeetingAnswer, rita: Member, reply: Reply
) -> None:
    verbs.reschedule(demo, by=rita, due_on=None, due_at=STARTS.replace(day=26))
    with pytest.raises(Refusal, match="changed since"):
        take_answer(shown, by=rita)
    assert janes().status == "NEEDS-ACTION"


def test_somebody_s_who_was_not_invited_is_taken_for_the_attendee_that_is_named(
    asked: Meeting, reply: Reply, rita: Member
) -> None:
    arrive(asked, reply("TENTATIVE", who="j.doe@initech.example"))
    answer = MeetingAnswer.objects.get()
    with pytest.raises(Refusal, match="Say whose"):
        take_answer(answer, by=rita)
    take_answer(answer, by=rita, attendee=janes())
    assert janes().status == "TENTATIVE"
    put_back_answer(answer, by=rita)
    answer.refresh_from_db()
    assert (janes().status, answer.attendee) == ("NEEDS-ACTION", None)


def test_what_counts_already_or_proposes_is_not_taken(asked: Meeting, reply: Reply, rita: Member) -> None:
    arrive(asked, reply("DECLINED"))
    arrive(asked, reply(method="COUNTER", sender=PRIVATE, minutes=1, more="DTSTART:20260326T010000Z"))
    for answer in MeetingAnswer.objects.all():
        with pytest.raises(Refusal):
            take_answer(answer, by=rita)
    assert janes().status == "DECLINED"
    assert janes().address == JANE
