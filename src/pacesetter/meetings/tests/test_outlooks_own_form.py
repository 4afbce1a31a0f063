"""Answers and mails in `winmail.dat`, and mails without plain text: the organiser reads what can be read."""

import email.policy
from email.message import EmailMessage

import pytest

from pacesetter.itip.tests.outlook_files import winmail
from pacesetter.mail.models import InboundMessage
from pacesetter.meetings.models import Meeting, MeetingAnswer
from pacesetter.meetings.tests.conftest import Reply, sent_to
from pacesetter.meetings.tests.test_reading import JANE, RITA, arrive, janes, verdicts


def mail(*, text: str = "", html: str = "", sender: str = JANE) -> EmailMessage:
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["Subject"] = f"Jane Doe <{sender}>", "Accepted: Demo"
    if html:
        made.set_content(html, subtype="html")
    else:
        made.set_content(text)
    return made


def wrapped(data: bytes, *, text: str = "", sender: str = JANE, named: str = "ms-tnef") -> bytes:
    made = mail(text=text, sender=sender)
    made.add_attachment(data, maintype="application", subtype=named, filename="winmail.dat")
    return made.as_bytes()


@pytest.mark.parametrize("named", ["ms-tnef", "octet-stream"])
def test_an_answer_is_kept_and_shown_and_not_counted(named: str, asked: Meeting) -> None:
    raw = wrapped(winmail("IPM.Microsoft Schedule.MtgRespN", "I am away"), named=named)
    arrive(asked, raw)
    answer = MeetingAnswer.objects.get()
    assert (answer.verdict, answer.status, answer.attendee, answer.comment) == (
        "outlook",
        "DECLINED",
        janes(),
        "I am away",
    )
    assert janes().status == "NEEDS-ACTION"
    assert bytes(InboundMessage.objects.get().raw) == raw
    told = sent_to(RITA)[-1]
    assert told.subject == "Jane Doe has declined: Demo of the new release"
    assert "winmail.dat" in told.text
    assert "I am away" in told.text
    assert told.reply_to == f"Jane Doe <{JANE}>"


def test_an_answer_that_can_be_read_counts_afterwards(asked: Meeting, reply: Reply) -> None:
    arrive(asked, wrapped(winmail()))
    arrive(asked, reply("DECLINED", minutes=1))
    assert (verdicts(), janes().status) == (["outlook", "counted"], "DECLINED")


def test_of_somebody_who_was_not_invited_it_is_a_stranger_s(asked: Meeting) -> None:
    arrive(asked, wrapped(winmail(), sender="eve@elsewhere.example"))
    assert verdicts() == ["stranger"]
    assert "was not invited" in sent_to(RITA)[-1].subject


@pytest.mark.parametrize("data", [winmail("IPM.Microsoft Mail.Note", "Where can I park?"), b"\x78\x9f\x3e\x22"])
def test_a_mail_that_is_no_answer_goes_on_with_its_words(data: bytes, asked: Meeting) -> None:
    arrive(asked, wrapped(data))
    told = sent_to(RITA)[-1]
    assert verdicts() == []
    assert ("Where can I park?" in told.text) == (len(data) > 4)
    assert "winmail.dat" in told.text


def test_a_mail_of_html_alone_goes_on_as_its_words(asked: Meeting) -> None:
    html = (
        "<html><head><title>Mail</title><style>p { color: red }</style><body><p>Where can\nI <b>park</b>?</p>"
        "<script>alert(1)</script><div>Jane &amp; Joe</div></body></html>"
    )
    arrive(asked, mail(html=html).as_bytes())
    assert sent_to(RITA)[-1].text == "Where can I park?\nJane & Joe"
    assert sent_to(RITA)[-1].html == ""


def test_what_hangs_on_a_mail_is_named_so_that_it_can_be_asked_for(asked: Meeting) -> None:
    made = mail(text="The map")
    made.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="map.pdf")
    arrive(asked, made.as_bytes())
    assert "map.pdf" in sent_to(RITA)[-1].text
