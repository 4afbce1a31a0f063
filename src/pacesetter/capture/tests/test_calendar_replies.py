"""Answers to meeting requests that lie in the organiser's own mailbox, on a real IMAP server."""

import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.capture.fetching import fetch
from pacesetter.capture.models import Mailbox, MailFolder
from pacesetter.capture.tests.conftest import NOW
from pacesetter.capture.tests.test_fetching import BOX, boxes, mailbox, put
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.mail.models import OutgoingMessage
from pacesetter.mail.tests.dovecot import Dovecot
from pacesetter.meetings.models import Meeting, MeetingAnswer, MeetingAttendee
from pacesetter.people.models import Member
from pacesetter.people.verbs import edit_profile

__all__ = ["boxes", "mailbox"]

JANE = "jane@initech.example"


@pytest.fixture
def asked(rita: Member, meeting: ActivityType, initech: Company, settings: Any) -> Meeting:
    """Rita wants the answers in her own mailbox, and has asked Jane."""
    settings.INBOUND_DOMAIN = "kpi.example"
    edit_profile(rita, by=rita, answers_to_own_address=True)
    jane = Contact.objects.create(name="Jane Doe", company=initech, email=JANE)
    with clock.standing_at(NOW):
        planned = verbs.plan(
            by=rita,
            owner=rita,
            activity_type=meeting,
            company=initech,
            contacts=[jane],
            due_at=datetime(2026, 4, 1, 21, tzinfo=UTC),
            details={"invite": True},
        )
    return Meeting.objects.get(activity=planned)


def reply(meeting: Meeting, *, sender: str = JANE, uid: str = "", method: str = "REPLY") -> bytes:
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", f"METHOD:{method}", "BEGIN:VEVENT", f"UID:{uid or meeting.uid}",
        f"DTSTAMP:{NOW:%Y%m%dT%H%M%SZ}", "SEQUENCE:0", f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{JANE}", "END:VEVENT",
        "END:VCALENDAR", "",
    ]  # fmt: skip
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"Jane Doe <{sender}>", BOX, "Accepted: a “meeting” (really)"
    mail["Message-ID"], mail["Date"] = f"<{sender}-{uid}@initech.example>", "Sun, 22 Mar 2026 22:00:00 +0000"
    mail.set_content("Jane has answered.")
    content = "\r\n".join(lines).encode()
    mail.add_alternative(content, maintype="text", subtype="calendar", params={"method": method})
    mail.add_attachment(content, maintype="application", subtype="ics", filename='in "vite.ics')
    return mail.as_bytes()


def test_requests_name_the_organisers_own_address(asked: Meeting) -> None:
    assert (asked.organiser_address, asked.reply_token) == (BOX, "")
    request = OutgoingMessage.objects.get(to=JANE)
    assert f"mailto:{BOX}" in request.calendar.replace("\r\n ", "")
    assert BOX in request.reply_to


def test_an_answer_in_the_mailbox_is_recorded_once_and_not_mailed_again(
    asked: Meeting, boxes: Dovecot, mailbox: Mailbox
) -> None:
    mails = OutgoingMessage.objects.count()
    put(boxes, "INBOX", reply(asked))
    assert fetch(mailbox) == 1
    assert MeetingAttendee.objects.get(address=JANE).status == "ACCEPTED"
    assert OutgoingMessage.objects.count() == mails
    MailFolder.objects.update(uid_validity=1)  # the server has numbered it anew
    fetch(mailbox)
    assert [one.verdict for one in MeetingAnswer.objects.order_by("pk")] == ["counted", "repeated"]


def test_from_another_address_it_is_shown_alone_and_about_another_meeting_nothing(
    asked: Meeting, boxes: Dovecot, mailbox: Mailbox
) -> None:
    put(boxes, "INBOX", reply(asked, sender="eve@elsewhere.example"), reply(asked, uid="another@elsewhere.example"))
    put(boxes, "INBOX", reply(asked, method="REQUEST"))
    assert fetch(mailbox) == 3
    assert [one.verdict for one in MeetingAnswer.objects.all()] == ["address"]
    assert MeetingAttendee.objects.get(address=JANE).status == "NEEDS-ACTION"


def test_where_none_is_awaited_none_is_looked_for(
    rita: Member, boxes: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_given: Any) -> None:
        raise AssertionError("looked into mails for no reason")

    monkeypatch.setattr("pacesetter.capture.folders.replies_among", never)
    put(boxes, "INBOX", reply(Meeting(uid="another@elsewhere.example")))
    assert fetch(mailbox) == 1
