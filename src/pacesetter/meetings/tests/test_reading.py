"""Answers that come back."""

import email.policy
from email.message import EmailMessage

import pytest

from pacesetter import jobs
from pacesetter.activities import verbs
from pacesetter.activities.models import Activity
from pacesetter.conftest import make_member
from pacesetter.core.refusal import Refusal
from pacesetter.events.models import Event
from pacesetter.itip.mail import calendar_parts
from pacesetter.mail.inbound.taking import take
from pacesetter.meetings.access import get_answer_to_settle_for
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.tests.conftest import STARTS, Reply, sent_to
from pacesetter.meetings.verbs import accept_proposal, decline_proposal
from pacesetter.people.models import Member

JANE, RITA = "jane@initech.example", "rita@acme.example"


def arrive(meeting: Meeting, raw: bytes) -> None:
    """The mail comes by the server and is read by the job."""
    assert take(sender="", recipient=meeting.organiser_address, raw=raw) is not None
    jobs.run_due()


def janes() -> MeetingAttendee:
    return MeetingAttendee.objects.get(address=JANE)


def verdicts() -> list[str]:
    return [answer.verdict for answer in MeetingAnswer.objects.order_by("pk")]


@pytest.mark.parametrize("status", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_an_answer_is_recorded_and_the_organiser_gets_it(status: str, asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(status, more="COMMENT:See you"))
    assert (janes().status, janes().comment) == (status, "See you")
    told = sent_to(RITA)[-1]
    assert "Jane Doe" in told.subject
    assert "Demo of the new release" in told.subject
    assert "See you" in told.text
    assert told.reply_to == f"Jane Doe <{JANE}>"
    assert told.headers["Auto-Submitted"] == "auto-generated"
    assert Event.objects.filter(verb="meeting.answered", subject_id=asked.activity_id).count() == 1


def test_the_same_mail_twice_is_one_answer_that_counts(asked: Meeting, reply: Reply) -> None:
    raw = reply()
    arrive(asked, raw)
    arrive(asked, raw)
    assert janes().status == "ACCEPTED"
    assert len(verdicts()) == 2


def test_an_older_answer_that_comes_later_changes_nothing(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply("DECLINED", minutes=5))
    arrive(asked, reply("ACCEPTED", minutes=1))
    assert janes().status == "DECLINED"
    assert verdicts() == ["counted", "stale"]


def test_an_answer_to_the_earlier_time_says_nothing_about_the_new_one(
    demo: Activity, rita: Member, asked: Meeting, reply: Reply
) -> None:
    early = reply("ACCEPTED", sequence=0)
    verbs.reschedule(demo, by=rita, due_on=None, due_at=STARTS.replace(day=26))
    arrive(asked, early)
    assert janes().status == "NEEDS-ACTION"
    assert verdicts() == ["stale"]


def test_exchange_answers_a_higher_sequence_or_none(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply("DECLINED", sequence=1, minutes=1))
    assert janes().status == "DECLINED"


def test_somebody_who_was_not_invited_is_shown_and_not_counted(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(who="eve@elsewhere.example"))
    assert verdicts() == ["stranger"]
    assert janes().status == "NEEDS-ACTION"
    assert "was not invited" in sent_to(RITA)[-1].subject


def test_an_answer_from_another_address_is_shown_and_not_counted(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(sender="jane.private@mail.example", more="COMMENT:See you"))
    assert (janes().status, janes().answered_at) == ("NEEDS-ACTION", None)
    (answer,) = MeetingAnswer.objects.all()
    assert (answer.verdict, answer.status, answer.comment) == ("address", "ACCEPTED", "See you")
    told = sent_to(RITA)[-1]
    assert told.subject == "jane.private@mail.example has answered for Jane Doe: Demo of the new release"
    assert "It says: Accepted" in told.text
    assert "not counted" in told.text
    assert not Event.objects.filter(verb="meeting.answered").exists()


def test_the_same_answer_from_another_address_again_is_told_once(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(sender="jane.private@mail.example"))
    before = len(sent_to(RITA))
    arrive(asked, reply(sender="jane.private@mail.example", minutes=1))
    assert verdicts() == ["address", "repeated"]
    assert len(sent_to(RITA)) == before
    arrive(asked, reply("DECLINED", sender="jane.private@mail.example", minutes=2))
    assert verdicts()[-1] == "address"


def test_what_somebody_else_says_never_makes_the_attendee_s_own_answer_stale(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply("ACCEPTED"))
    arrive(asked, reply("ACCEPTED", sender="eve@elsewhere.example", minutes=60 * 24 * 365))
    assert verdicts() == ["counted", "repeated"]
    arrive(asked, reply("DECLINED", minutes=5))
    assert janes().status == "DECLINED"


def test_whoever_answers_in_the_attendee_s_place_is_counted_and_named(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(sender="assistant@initech.example", sent_by="assistant@initech.example"))
    assert janes().status == "ACCEPTED"
    assert "assistant@initech.example answered in their place." in sent_to(RITA)[-1].text
    assert verdicts() == ["counted"]


def test_sent_by_somebody_counts_from_that_one_alone(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(sender="eve@elsewhere.example", sent_by="assistant@initech.example"))
    assert janes().status == "NEEDS-ACTION"
    assert verdicts() == ["address"]


def test_exchange_leaves_the_organiser_out_and_is_counted(asked: Meeting, reply: Reply) -> None:
    raw = reply("TENTATIVE")
    (part,) = calendar_parts(raw)
    assert b"ORGANIZER" not in part.data
    arrive(asked, raw)
    assert janes().status == "TENTATIVE"


def test_an_answer_about_another_meeting_is_kept_apart(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(uid="other@elsewhere.example"))
    assert verdicts() == ["other"]
    assert janes().status == "NEEDS-ACTION"
    assert sent_to(RITA)[-1].subject == "Jane Doe has written: Demo of the new release"
    assert "Jane has answered." in sent_to(RITA)[-1].text


def test_another_time_is_proposed_and_taken(
    demo: Activity, rita: Member, raj: Member, asked: Meeting, reply: Reply
) -> None:
    times = "DTSTART:20260326T010000Z\r\nDTEND:20260326T013000Z"
    arrive(asked, reply("TENTATIVE", method="COUNTER", more=times))
    answer = MeetingAnswer.objects.get()
    assert "proposes another time" in sent_to(RITA)[-1].subject
    accept_proposal(answer, by=rita)
    demo.refresh_from_db()
    assert (demo.due_at, demo.planned_minutes) == (answer.proposed_starts_at, 30)
    assert sent_to("raj@acme.example")[-1].subject.startswith("Changed")
    with pytest.raises(Refusal):
        accept_proposal(answer, by=rita)


def test_another_place_alone_is_proposed_and_taken(demo: Activity, rita: Member, asked: Meeting, reply: Reply) -> None:
    same = f"DTSTART:{asked.starts_at:%Y%m%dT%H%M%SZ}\r\nDTEND:{asked.ends_at:%Y%m%dT%H%M%SZ}"
    arrive(asked, reply("TENTATIVE", method="COUNTER", more=f"{same}\r\nLOCATION:Our canteen"))
    answer = MeetingAnswer.objects.get()
    assert (answer.proposed_starts_at, answer.proposed_place) == (None, "Our canteen")
    assert "proposes another place" in sent_to(RITA)[-1].subject
    assert "Our canteen" in sent_to(RITA)[-1].text
    accept_proposal(answer, by=rita)
    demo.refresh_from_db()
    assert (demo.due_at, demo.details["place"]) == (STARTS, "Our canteen")
    assert demo.details["agenda"]
    told = sent_to("raj@acme.example")[-1]
    assert told.subject.startswith("Changed")
    assert "Our canteen" in told.text


def test_what_proposes_nothing_can_only_be_declined(asked: Meeting, rita: Member, reply: Reply) -> None:
    arrive(asked, reply("TENTATIVE", method="COUNTER", more="COMMENT:Not like this"))
    answer = MeetingAnswer.objects.get()
    assert "would rather have it otherwise" in sent_to(RITA)[-1].subject
    with pytest.raises(Refusal, match="No other time or place"):
        accept_proposal(answer, by=rita)
    decline_proposal(answer, by=rita)
    assert sent_to(JANE)[-1].subject == "It stays as it is: Demo of the new release"


def test_a_proposal_is_declined_with_a_word_to_whoever_made_it(
    demo: Activity, rita: Member, asked: Meeting, reply: Reply
) -> None:
    arrive(asked, reply(method="COUNTER", more="DTSTART:20260326T010000Z"))
    decline_proposal(MeetingAnswer.objects.get(), by=rita)
    assert sent_to(JANE)[-1].calendar_method == "DECLINECOUNTER"
    demo.refresh_from_db()
    assert demo.due_at == STARTS


def test_who_asks_again_gets_the_request_again(asked: Meeting, reply: Reply) -> None:
    arrive(asked, reply(method="REFRESH"))
    assert [message.calendar_method for message in sent_to(JANE)] == ["REQUEST", "REQUEST"]


def plain(subject: str = "Parking", **headers: str) -> bytes:
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["Subject"] = f"Jane Doe <{JANE}>", subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content("Where can I park?")
    return mail.as_bytes()


def test_a_mail_without_an_answer_goes_on_to_the_organiser(asked: Meeting) -> None:
    arrive(asked, plain())
    passed_on = sent_to(RITA)[-1]
    assert passed_on.text == "Where can I park?"
    assert passed_on.reply_to == f"Jane Doe <{JANE}>"


def test_answering_machines_are_not_passed_on(asked: Meeting) -> None:
    before = len(sent_to(RITA))
    arrive(asked, plain(Auto_Submitted="auto-replied"))
    assert len(sent_to(RITA)) == before


def test_a_report_of_failure_marks_whom_it_did_not_reach(asked: Meeting) -> None:
    report = (
        b"From: mailer@initech.example\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nno such user\r\n"
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; Jane@Initech.example\r\nAction: failed\r\n\r\n"
        b"--b--\r\n"
    )
    arrive(asked, report)
    assert janes().undeliverable_at is not None
    assert "could not be delivered" in sent_to(RITA)[-1].subject


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff",
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
        b"Content-Type: text/calendar; charset=\xff\r\n\r\n",
    ],
    ids=["nothing", "bytes", "half a calendar", "a bad charset"],
)
def test_whatever_comes_is_read_to_the_end(raw: bytes, asked: Meeting) -> None:
    arrive(asked, raw)
    assert janes().status == "NEEDS-ACTION"


def test_only_who_may_change_the_meeting_settles_a_proposal(
    rita: Member, ada: Member, mona: Member, asked: Meeting, reply: Reply
) -> None:
    arrive(asked, reply(method="COUNTER", more="DTSTART:20260326T010000Z"))
    answer = MeetingAnswer.objects.get()
    for member in (rita, ada, mona):
        assert get_answer_to_settle_for(member, answer.pk) == answer
    stranger = make_member(rita.organisation, "Sam")
    with pytest.raises(Activity.DoesNotExist):
        get_answer_to_settle_for(stranger, answer.pk)


def test_the_link_to_the_video_meeting_is_no_other_place(rita: Member, demo: Activity, reply: Reply) -> None:
    """Where there is no place, the link stands there in the request, and comes back with what is proposed."""
    video = "https://meet.example/rita"
    verbs.edit(demo, by=rita, details={"invite": True, "video_url": video})
    meeting = Meeting.objects.get(activity=demo)
    later = "DTSTART:20260326T010000Z\r\nDTEND:20260326T013000Z"
    arrive(
        meeting, reply("TENTATIVE", method="COUNTER", sequence=meeting.sequence, more=f"{later}\r\nLOCATION:{video}")
    )
    answer = MeetingAnswer.objects.get()
    assert answer.proposed_starts_at is not None
    assert answer.proposed_place == ""
