"""An invitation on its way through Postfix into mailboxes of Dovecot, and the answer back through Postfix to us."""

import email
import email.policy
import imaplib
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from icalendar import Calendar

from pacesetter import jobs
from pacesetter.activities.models import Activity
from pacesetter.itip.tests.libical import faults
from pacesetter.mail.models import InboundMessage
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.mail.tests.lmtp import inbound_server
from pacesetter.mail.tests.postfix import Postfix, postfix
from pacesetter.mail.tests.servers import until
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.meetings.tests.conftest import STARTS

JANE, RAJ, RITA = "jane@initech.example", "raj@acme.example", "rita@acme.example"


@dataclass
class Post:
    """The servers between us and the mailboxes."""

    boxes: Dovecot
    server: Postfix


@pytest.fixture
def post(transactional_db: None, settings: Any) -> Iterator[Post]:
    """Everybody's mail is taken by Postfix: ours it hands to us, all other to Dovecot."""
    with dovecot(dict.fromkeys((JANE, RAJ, RITA), "secret")) as boxes, inbound_server("lmtp") as ours:
        ports = {"initech.example": boxes.lmtp_port, "acme.example": boxes.lmtp_port, "kpi.example": ours}
        with postfix(ports) as server:
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            yield Post(boxes, server)


def inbox(post: Post, user: str, *, count: int) -> list[EmailMessage]:
    """What a mail program reads by IMAP, once there are so many."""
    post.boxes.wait_for(user, count=count)
    with imaplib.IMAP4("127.0.0.1", post.boxes.imap_port) as reader:
        reader.login(user, "secret")
        reader.select("INBOX", readonly=True)
        found: list[EmailMessage] = []
        for number in range(1, count + 1):
            raw: Any = reader.fetch(str(number), "(BODY.PEEK[])")[1][0]
            parsed = email.message_from_bytes(raw[1], policy=email.policy.default)
            assert isinstance(parsed, EmailMessage)
            found.append(parsed)
    return found


def calendar_of(mail: EmailMessage) -> bytes:
    (part,) = (one for one in mail.walk() if one.get_content_type() == "text/calendar")
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def answer_to(mail: EmailMessage, status: str) -> EmailMessage:
    """What a calendar program makes of an invitation when its button is pressed: it goes to the organiser's address."""
    event: Any = Calendar.from_ical(calendar_of(mail)).walk("VEVENT")[0]
    organiser = str(event["ORGANIZER"]).removeprefix("mailto:")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "METHOD:REPLY", "BEGIN:VEVENT"]
    lines += [f"{name}:{event[name].to_ical().decode()}" for name in ("UID", "DTSTAMP", "SEQUENCE")]
    lines += [f"ATTENDEE;PARTSTAT={status}:mailto:{JANE}", "COMMENT:Gladly", "END:VEVENT", "END:VCALENDAR", ""]
    made = EmailMessage(policy=email.policy.SMTP)
    made["From"], made["To"], made["Subject"] = f"Jane Doe <{JANE}>", organiser, f"{status}: {event['SUMMARY']}"
    made.set_content("Jane has answered.")
    made.add_alternative(
        "\r\n".join(lines).encode(), maintype="text", subtype="calendar", cte="base64", params={"method": "REPLY"}
    )
    return made


def test_an_invitation_goes_out_and_the_answer_is_recorded_and_passed_on(post: Post, demo: Activity) -> None:
    jobs.run_due()
    (invitation,) = inbox(post, JANE, count=1)
    content = calendar_of(invitation)
    assert faults(content) == []
    event: Any = Calendar.from_ical(content).walk("VEVENT")[0]
    assert event["DTSTART"].dt == STARTS
    assert [calendar_of(mail) for mail in inbox(post, RAJ, count=1)] == [content]
    assert b"METHOD:PUBLISH" in calendar_of(inbox(post, RITA, count=1)[0])

    with smtplib.SMTP("127.0.0.1", post.server.port) as jane_s_provider:
        jane_s_provider.send_message(answer_to(invitation, "ACCEPTED"))
    until(InboundMessage.objects.exists, "the answer", log=post.server.folder / "log")
    jobs.run_due()
    jane = MeetingAttendee.objects.get(address=JANE)
    assert (jane.status, jane.comment) == ("ACCEPTED", "Gladly")
    assert [answer.verdict for answer in MeetingAnswer.objects.all()] == ["counted"]

    told = inbox(post, RITA, count=2)[1]
    assert told["Subject"] == "Jane Doe has accepted: Demo of the new release"
    assert parseaddr(told["Reply-To"])[1] == JANE
    assert parseaddr(told["From"])[1].rpartition("@")[2] != "initech.example"  # DMARC bins what says so and isn't


def test_what_is_for_nobody_is_refused_and_the_sender_hears_of_it(post: Post, demo: Activity) -> None:
    jobs.run_due()
    inbox(post, JANE, count=1)
    mail = answer_to(inbox(post, JANE, count=1)[0], "ACCEPTED")
    with smtplib.SMTP("127.0.0.1", post.server.port) as jane_s_provider:
        jane_s_provider.sendmail(JANE, [f"meetings+{'x' * 24}@kpi.example"], mail.as_bytes())
    bounce = inbox(post, JANE, count=2)[1]
    assert bounce.get_content_type() == "multipart/report"
    assert InboundMessage.objects.count() == 0
    assert Meeting.objects.count() == 1
