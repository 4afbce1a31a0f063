"""Rita meets Jane of Initech, with Raj at her side."""

import email
import email.policy
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from pacesetter.activities import verbs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.core import clock
from pacesetter.crm.models import Company, Contact
from pacesetter.mail.jobs import _as_email
from pacesetter.mail.models import OutgoingMessage
from pacesetter.meetings.models import Meeting, MeetingAttendee, MeetingSeries
from pacesetter.meetings.tests.series import WEEKLY
from pacesetter.meetings.verbs import start_series
from pacesetter.people.models import Member

NOW = datetime(2026, 3, 22, 23, tzinfo=UTC)
STARTS = datetime(2026, 3, 25, 21, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon(settings: Any) -> Iterator[None]:
    settings.INBOUND_DOMAIN = "kpi.example"
    with clock.standing_at(NOW):
        yield


@pytest.fixture
def jane(initech: Company) -> Contact:
    return Contact.objects.create(name="Jane Doe", company=initech, email="jane@initech.example")


@pytest.fixture
def demo(rita: Member, raj: Member, meeting: ActivityType, initech: Company, jane: Contact) -> Activity:
    """An hour on Thursday morning, asked for."""
    return verbs.plan(
        by=rita,
        owner=rita,
        activity_type=meeting,
        company=initech,
        contacts=[jane],
        participants=[raj],
        subject="Demo of the new release",
        note="They are price sensitive",
        due_at=STARTS,
        details={"invite": True, "place": "Their office", "agenda": "Half an hour of questions"},
    )


@pytest.fixture
def asked(demo: Activity) -> Meeting:
    return Meeting.objects.get(activity=demo)


def sent_to(address: str) -> list[OutgoingMessage]:
    return list(OutgoingMessage.objects.filter(to=address).order_by("pk"))


def as_sent(message: OutgoingMessage) -> EmailMessage:
    """The message as the mail server gets it."""
    made = email.message_from_bytes(_as_email(message).message().as_bytes(), policy=email.policy.default)
    assert isinstance(made, EmailMessage)
    return made


Reply = Callable[..., bytes]


@pytest.fixture
def reply(asked: Meeting) -> Reply:
    """A mail of Jane's calendar: `reply(status="DECLINED")`."""

    def make(
        status: str = "ACCEPTED",
        *,
        who: str = "jane@initech.example",
        sender: str = "",
        sent_by: str = "",
        uid: str = "",
        sequence: int | None = None,
        minutes: int = 0,
        method: str = "REPLY",
        more: str = "",
    ) -> bytes:
        stamp = (NOW + timedelta(minutes=minutes)).strftime("%Y%m%dT%H%M%SZ")
        number = asked.sequence if sequence is None else sequence
        in_place = f'SENT-BY="mailto:{sent_by}";' if sent_by else ""
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:x",
            f"METHOD:{method}",
            "BEGIN:VEVENT",
            f"UID:{uid or asked.uid}",
            f"DTSTAMP:{stamp}",
            f"SEQUENCE:{number}",
            f"ATTENDEE;{in_place}PARTSTAT={status}:mailto:{who}",
            *([more] if more else []),
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
        mail = EmailMessage(policy=email.policy.SMTP)
        mail["From"], mail["To"], mail["Subject"] = f"Jane Doe <{sender or who}>", asked.organiser_address, "Accepted"
        mail.set_content("Jane has answered.")
        mail.add_alternative(
            "\r\n".join(lines).encode(), maintype="text", subtype="calendar", params={"method": method}
        )
        return mail.as_bytes()

    return make


@pytest.fixture
def weekly(demo: Activity, rita: Member) -> MeetingSeries:
    """The same on five Thursdays, to which both have come so far."""
    made = start_series(demo, by=rita, rule=WEEKLY)
    MeetingAttendee.objects.update(
        status="ACCEPTED", answered_at=NOW, answered_sequence=made.meeting.sequence, answered_stamp=NOW
    )
    return made
