"""Copies of mail at the secret address, from the mail server's delivery to a mail that waits or is logged."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.mail_head import MailHead
from pacesetter.capture.models import CaptureAddress, CapturedMail, DroppedMails, MailAlias
from pacesetter.capture.tests.conftest import JANE, NOW, mail, raw_mail
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


FIRST = "<first@initech.example>"


def forward(address: str, headers: str = "", number: int = 1) -> bytes:
    head = f"Message-ID: <f-{number}@acme.example>\nFrom: rita@acme.example\nTo: {address}\n{headers}"
    return (head + QUOTED.format(who=f"Jane Doe <{JANE}>")).replace("\n", "\r\n").encode()


def first() -> MailHead:
    """The mail inside, as it lies in Rita's inbox."""
    return mail(
        Message_ID=FIRST, From=f"Jane Doe <{JANE}>", To="rita@acme.example", Date="Sat, 21 Mar 2026 20:00:07 +0000"
    )


SAID = [
    f"X-Forwarded-Message-Id: {FIRST}\n",
    f"In-Reply-To: {FIRST}\nReferences: <older@x.example> {FIRST}\n",
    f"References: <older@x.example> {FIRST}\n",
    f"X-Forwarded-Message-Id: {FIRST}\nIn-Reply-To: <another@x.example>\n",
]


@pytest.mark.parametrize("headers", SAID)
@pytest.mark.parametrize("is_first_seen", [True, False])
def test_a_quoted_mail_and_the_one_in_the_inbox_are_one(
    headers: str, is_first_seen: bool, address: str, rita: Member
) -> None:
    if is_first_seen:
        keep(rita, first(), route="imap", is_trusted=True)
    delivered(address, forward(address, headers))
    if not is_first_seen:
        assert CapturedMail.objects.get().routes == ["forward"]
        keep(rita, first(), route="imap", is_trusted=True)
    row = CapturedMail.objects.get()
    assert (row.message_id, row.direction, row.is_trusted) == (FIRST[1:-1], "in", True)
    assert sorted(row.routes) == ["forward", "imap"]
    # The mail itself knows better when it was sent than the few words that are quoted of it.
    assert row.sent_at.second == 7


def test_a_quoted_line_with_its_name_is_believed_and_without_any_it_goes_by_that_of_the_forward(
    address: str, rita: Member
) -> None:
    raw = forward(address).replace(b"Subject: Your offer\r\nTo:", f"Message-ID: {FIRST}\r\nTo:".encode())
    delivered(address, raw)
    delivered(address, forward(address, number=2))
    names = CapturedMail.objects.values_list("message_id", flat=True)
    assert sorted(names) == ["f-2@acme.example", "first@initech.example"]


def test_where_the_name_is_that_of_a_mail_with_somebody_else_both_are_kept(address: str, rita: Member) -> None:
    other = mail(Message_ID=FIRST, From="joe@hooli.example", To="rita@acme.example")
    keep(rita, other, route="imap", is_trusted=True)
    delivered(address, forward(address, f"In-Reply-To: {FIRST}\n"))
    rows = CapturedMail.objects.values_list("message_id", "address")
    assert sorted(rows) == [("f-1@acme.example", JANE), ("first@initech.example", "joe@hooli.example")]


def test_one_that_was_logged_from_the_forward_stays_one_activity(
    address: str, rita: Member, follow_up: ActivityType
) -> None:
    delivered(address, forward(address, SAID[0]))
    classify(CapturedMail.objects.get(), by=rita, activity_type=follow_up)
    keep(rita, first(), route="imap", is_trusted=True)
    assert (CapturedMail.objects.get().state, Activity.objects.count()) == ("logged", 1)


def test_nobody_gets_a_forward_read_by_writing_our_own_header(address: str) -> None:
    delivered(address, raw_mail(X_Pacesetter_Forwarded="quoted"))
    assert CapturedMail.objects.get().address == JANE


def test_a_mail_that_is_forwarded_as_an_attachment_keeps_its_own_name(address: str) -> None:
    inside = raw_mail(From=JANE, To="rita@acme.example", Message_ID="<inside@initech.example>").decode()
    raw = (
        f"Message-ID: <f@acme.example>\r\nFrom: rita@acme.example\r\nTo: {address}\r\nSubject: WG: x\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n{inside}\r\n--b--\r\n"
    )
    delivered(address, raw.encode())
    assert CapturedMail.objects.get().message_id == "inside@initech.example"


def test_an_attached_mail_that_was_never_a_good_one_does_not_stop_the_mail_server(address: str) -> None:
    inside = b"Message-ID: <inside@initech.example>\r\nFrom: J\xfcrgen <jane@initech.example>\r\n\r\n\xff\xfe\x00"
    head = f"Message-ID: <f@acme.example>\r\nFrom: rita@acme.example\r\nTo: {address}\r\nSubject: WG: x\r\n"
    parts = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n'
    nested = b"Content-Type: multipart/mixed; boundary=b\r\nX: \xff\r\n"
    delivered(address, head.encode() + parts + nested + inside + b"\r\n--b--\r\n")
    row = CapturedMail.objects.get()
    assert (row.message_id, row.address) == ("inside@initech.example", JANE)


@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=b{n}\r\n\r\n--b{n}", "message/rfc822\r\n"])
def test_parts_within_parts_without_end_are_no_more_than_a_mail(kind: str, address: str) -> None:
    nested = "".join(f"Content-Type: {kind.format(n=number)}\r\n" for number in range(2000))
    delivered(address, raw_mail(Subject="Fwd: x").partition(b"\r\n\r\n")[0] + b"\r\n" + nested.encode() + b"\r\nend")
    assert CapturedMail.objects.get().address == JANE


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
