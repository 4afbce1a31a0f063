"""Jane sends Kim instead: Kim's answer counts once Jane has said so, whichever of the two comes first."""

from datetime import timedelta

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.itip.tests.libical import faults
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee, MeetingSeries
from pacesetter.meetings.series.attendees import attendees_at
from pacesetter.meetings.tests.conftest import STARTS, Reply, sent_to
from pacesetter.meetings.tests.series import JANE, RITA, activity_at
from pacesetter.meetings.tests.test_reading import arrive, janes, verdicts
from pacesetter.meetings.verbs import take_answer
from pacesetter.people.models import Member

KIM = "kim@initech.example"
SENDS = f'DELEGATED;DELEGATED-TO="mailto:{KIM}"'
SENT = f'DELEGATED-FROM="mailto:{JANE}"'
SECOND = "RECURRENCE-ID;TZID=Pacific/Auckland:20260402T100000"


def kims(reply: Reply, status: str = "ACCEPTED", **more: object) -> bytes:
    return reply(f"{status};{SENT};CN=Kim Roe", who=KIM, **more)


def test_the_delegate_s_answer_stands_with_whoever_sent_them(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(SENDS))
    arrive(asked, kims(reply, minutes=1))
    jane = janes()
    assert (jane.status, jane.delegate_address, jane.delegate_name) == ("DELEGATED", KIM, "Kim Roe")
    assert jane.comes_as() == "ACCEPTED"
    assert verdicts() == ["counted", "delegate"]
    told = sent_to(RITA)[-1]
    assert told.subject == f"{KIM} has accepted: Demo of the new release"
    assert f"{KIM} is sent by Jane Doe." in told.text
    arrive(asked, kims(reply, "DECLINED", minutes=2))
    assert janes().comes_as() == "DECLINED"
    assert verdicts()[-1] == "delegate"


def test_one_that_comes_before_it_is_known_counts_once_it_is(asked: Meeting, reply: Reply) -> None:
    arrive(asked, kims(reply))
    assert (verdicts(), janes().status) == (["address"], "NEEDS-ACTION")
    arrive(asked, reply(SENDS, minutes=1))
    assert verdicts() == ["delegate", "counted"]
    assert janes().comes_as() == "ACCEPTED"


def test_whoever_only_says_to_be_sent_is_shown_and_not_counted(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(SENDS))
    eve = f"ACCEPTED;{SENT}"
    arrive(asked, reply(eve, who="eve@elsewhere.example", minutes=1))
    arrive(asked, reply(f"DECLINED;{SENT}", who=KIM, sender="eve@elsewhere.example", minutes=2))
    assert verdicts() == ["counted", "address", "address"]
    assert janes().delegate_status == ""


@pytest.mark.parametrize("who", ["both", "one"])
def test_both_may_be_named_in_one_answer(asked: Meeting, reply: Reply, who: str) -> None:
    """As RFC 5546 has it in 4.2.5 and 4.2.6."""
    other = f'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:{JANE}":mailto:{KIM}'
    arrive(asked, reply(SENDS, more=other))
    assert (janes().status, janes().delegate_address) == ("DELEGATED", KIM)
    named = f'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:{KIM}":mailto:{JANE}'
    arrive(asked, kims(reply, minutes=1, more=named if who == "both" else ""))
    assert janes().comes_as() == "ACCEPTED"


def test_the_delegate_hears_of_changes_and_of_the_end(
    demo: Activity, asked: Meeting, reply: Reply, rita: Member
) -> None:
    arrive(asked, reply(SENDS))
    arrive(asked, kims(reply, minutes=1))
    verbs.edit(demo, by=rita, subject="Second demo")
    (mail,) = sent_to(KIM)
    assert faults(mail.calendar.encode()) == []
    content = mail.calendar.replace("\r\n ", "")
    assert f'DELEGATED-TO="mailto:{KIM}"' in content
    assert f'DELEGATED-FROM="mailto:{JANE}"' in content
    assert janes().comes_as() == "ACCEPTED"
    verbs.reschedule(demo, by=rita, due_at=STARTS + timedelta(hours=2))
    # Everybody is asked anew: Jane may come herself to another time, and Kim knows that the old one is no more.
    assert (janes().status, janes().delegate_address) == ("NEEDS-ACTION", "")
    assert len(sent_to(KIM)) == 2


def test_the_delegate_of_a_meeting_that_is_called_off_hears_of_it(
    demo: Activity, asked: Meeting, reply: Reply, rita: Member
) -> None:
    arrive(asked, reply(SENDS))
    verbs.cancel(demo, by=rita)
    assert [mail.calendar_method for mail in sent_to(KIM)] == ["CANCEL"]


def test_who_comes_after_all_sends_nobody(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(SENDS))
    arrive(asked, kims(reply, minutes=1))
    arrive(asked, reply("ACCEPTED", minutes=2))
    assert (janes().comes_as(), janes().delegate_address, janes().delegate_status) == ("ACCEPTED", "", "")
    arrive(asked, kims(reply, "DECLINED", minutes=3))
    assert janes().comes_as() == "ACCEPTED"


def test_a_delegate_may_answer_for_one_meeting_of_a_series(weekly: MeetingSeries, reply: Reply) -> None:
    arrive(weekly.meeting, reply(SENDS, sequence=1, minutes=3))
    arrive(weekly.meeting, kims(reply, sequence=1, minutes=4))
    arrive(weekly.meeting, kims(reply, "DECLINED", sequence=1, minutes=5, more=SECOND))
    found = []
    for number in range(3):
        pk = activity_at(weekly, number).pk
        found.append(next(one.comes_as() for one in attendees_at([pk])[pk] if one.address == JANE))
    assert found == ["ACCEPTED", "DECLINED", "ACCEPTED"]


def test_an_answer_that_somebody_takes_as_theirs_ends_the_delegation(
    asked: Meeting, reply: Reply, rita: Member
) -> None:
    arrive(asked, reply(SENDS))
    arrive(asked, reply("ACCEPTED", sender="jane.private@mail.example", minutes=1))
    take_answer(MeetingAnswer.objects.get(verdict="address"), by=rita)
    assert MeetingAttendee.objects.get(address=JANE).comes_as() == "ACCEPTED"
    assert janes().delegate_address == ""
