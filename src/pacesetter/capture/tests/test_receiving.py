"""Copies of mail at the secret address, from the mail server's delivery to a mail that waits or is logged."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.models import CaptureAddress, CapturedMail, DroppedMails, MailAlias
from pacesetter.capture.tests.conftest import JANE, NOW, raw_mail
from pacesetter.capture.tests.test_vouching import PASS
from pacesetter.capture.verbs import Always, classify, renew_address, revoke_address
from pacesetter.crm.models import Contact
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.inbound.taking import organisation_for, take
from pacesetter.mail.models import InboundMessage
from pacesetter.people.models import Member


@pytest.fixture
def address(rita: Member, settings: Any) -> str:
    settings.INBOUND_DOMAIN = "kpi.example"
    settings.INBOUND_VOUCHED_BY = "mx.kpi.example"
    return address_of("log", renew_address(rita, by=rita).token)


def delivered(address: str, raw: bytes) -> None:
    take(sender="bounces@acme.example", recipient=address, raw=raw)
    jobs.run_due()


def test_a_blind_copy_waits_and_its_body_is_nowhere(address: str, rita: Member, jane: Contact) -> None:
    delivered(address, raw_mail())
    row = CapturedMail.objects.get()
    assert (row.owner, row.direction, row.contact, row.routes) == (rita, "out", jane, ["address"])
    assert b"nobody reads" not in bytes(InboundMessage.objects.get().raw)
    assert CaptureAddress.objects.get().last_mail_at is not None


def test_what_our_server_vouches_for_is_logged_by_a_rule_and_nothing_else_is(
    address: str, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    delivered(address, raw_mail())
    classify(CapturedMail.objects.get(), by=rita, activity_type=follow_up, always=Always.CONTACT)
    delivered(address, raw_mail(Message_ID="<2@acme.example>"))
    delivered(address, raw_mail(Message_ID="<3@acme.example>", Authentication_Results=PASS))
    delivered(address, raw_mail(Message_ID="<4@acme.example>", Authentication_Results=PASS.replace("pass", "fail")))
    states = dict(CapturedMail.objects.values_list("message_id", "state"))
    assert states == {"m-1@acme.example": "logged", "2@acme.example": "waiting", "3@acme.example": "logged"}
    assert Activity.objects.count() == 2
    assert DroppedMails.objects.get().reason == "forged"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"From": "raj@acme.example"}, "colleague"),
        ({"From": JANE, "To": "sales@elsewhere.example"}, "stranger"),
        ({"From": "Eve <eve@evil.example>"}, "stranger"),
        ({"To": "raj@acme.example"}, "internal"),
    ],
)
def test_mail_of_others_is_not_taken_for_the_member_s(
    headers: dict[str, str], reason: str, address: str, rita: Member, raj: Member
) -> None:
    delivered(address, raw_mail(**headers))
    assert CapturedMail.objects.count() == 0
    assert DroppedMails.objects.get().reason == reason
    assert CaptureAddress.objects.get().last_refusal == reason


def test_what_a_rule_of_the_mail_server_passes_on_is_received_mail(address: str) -> None:
    delivered(address, raw_mail(From=f"Jane Doe <{JANE}>", To="Rita <rita@acme.example>"))
    assert CapturedMail.objects.get().direction == "in"


def test_another_address_of_the_member_is_known(address: str, rita: Member) -> None:
    MailAlias.objects.create(member=rita, address="rita@private.example", confirmed_at=NOW)
    delivered(address, raw_mail(From="rita@private.example"))
    assert CapturedMail.objects.get().direction == "out"


QUOTED = """Subject: Fwd: Your offer

See below!

---------- Forwarded message ---------
From: {who}
Date: Sun, 22 Mar 2026 09:00:00 +1300
Subject: Your offer
To: Rita <rita@acme.example>

Secret words.
"""


@pytest.mark.parametrize("who", ["Jane Doe <jane@initech.example>", "Jane Doe [mailto:jane@initech.example]"])
def test_a_mail_that_is_forwarded_by_hand_is_the_one_inside(who: str, address: str) -> None:
    head = f"Message-ID: <f@acme.example>\nFrom: rita@acme.example\nTo: {address}\n"
    delivered(address, (head + QUOTED.format(who=who)).replace("\n", "\r\n").encode())
    row = CapturedMail.objects.get()
    assert (row.direction, row.address, row.name) == ("in", JANE, "Jane Doe")
    assert row.sent_at.isoformat() == "2026-03-21T20:00:00+00:00"
    assert b"Secret" not in bytes(InboundMessage.objects.get().raw)


def test_a_mail_that_is_forwarded_as_an_attachment_keeps_its_own_name(address: str) -> None:
    inside = raw_mail(From=JANE, To="rita@acme.example", Message_ID="<inside@initech.example>").decode()
    raw = (
        f"Message-ID: <f@acme.example>\r\nFrom: rita@acme.example\r\nTo: {address}\r\nSubject: WG: x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inside}\r\n--b--\r\n"
    )
    delivered(address, raw.encode())
    assert CapturedMail.objects.get().message_id == "inside@initech.example"


def test_somebody_else_can_forward_nothing_in_the_member_s_name(address: str) -> None:
    head = f"Message-ID: <f@evil.example>\nFrom: eve@evil.example\nTo: {address}\n"
    delivered(address, (head + QUOTED.format(who=JANE)).replace("\n", "\r\n").encode())
    assert CapturedMail.objects.count() == 0


def test_a_revoked_address_and_that_of_somebody_who_left_take_nothing(address: str, rita: Member) -> None:
    assert organisation_for(address) == rita.organisation_id
    revoke_address(rita, by=rita)
    assert organisation_for(address) is None
    again = address_of("log", renew_address(rita, by=rita).token)
    Member.objects.filter(pk=rita.pk).update(archived_at=rita.created_at)
    assert organisation_for(again) is None
