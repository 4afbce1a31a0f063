"""Journal reports of Exchange: the mail inside is kept for those whose it is, or it is said why it can't be."""

from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.activities.models import Activity, ActivityType
from pacesetter.capture.journals import journal_in, with_journal
from pacesetter.capture.models import CaptureAddress, CapturedMail, DroppedMails, HouseAddress
from pacesetter.capture.tests.conftest import JANE, NOW, raw_mail
from pacesetter.capture.tests.test_vouching import PASS
from pacesetter.capture.verbs import Always, block, classify, renew_address, renew_house_address
from pacesetter.crm.models import Contact
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.inbound.taking import take
from pacesetter.mail.models import InboundMessage
from pacesetter.people.models import Member

ENVELOPE = (
    "Sender: rita@acme.example\r\nSubject: Our offer\r\nMessage-Id: <m-1@acme.example>\r\nTo: jane@initech.example\r\n"
)
AGENT = "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@acme.example"


def report(inside: bytes | None, envelope: str = ENVELOPE, **headers: str) -> bytes:
    """A report in the form that Exchange gives it, with the mail inside, or without it."""
    said = {
        "Return-Path": "<>",
        "From": f"Microsoft Outlook <{AGENT}>",
        "To": "journal@kpi.example",
        "Message-ID": "<report-1@acme.example>",
        "Subject": "Our offer",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/mixed; boundary="_b_"',
        "X-MS-Journal-Report": "",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items() if name not in headers or value)
    text = f'--_b_\r\nContent-Type: text/plain; charset="us-ascii"\r\n\r\n{envelope}\r\n'
    mail = b"--_b_\r\nContent-Type: message/rfc822\r\n\r\n" + inside + b"\r\n" if inside is not None else b""
    return head.encode() + b"\r\n" + text.encode() + mail + b"--_b_--\r\n"


@pytest.fixture
def house(ada: Member, settings: Any) -> str:
    settings.INBOUND_DOMAIN = "kpi.example"
    settings.INBOUND_VOUCHED_BY = "mx.kpi.example"
    return address_of("log", renew_house_address(by=ada).token)


def delivered(address: str, raw: bytes) -> None:
    take(sender="", recipient=address, raw=raw)
    jobs.run_due()


def kept() -> list[tuple[str, str]]:
    return sorted((row.owner.name, row.direction) for row in CapturedMail.objects.select_related("owner"))


def test_the_mail_inside_is_kept_for_who_wrote_it_and_no_text_of_it(house: str, rita: Member, jane: Contact) -> None:
    for _again in range(2):
        delivered(house, report(raw_mail()))
    row = CapturedMail.objects.get()
    assert (row.owner, row.message_id, row.direction, row.contact) == (rita, "m-1@acme.example", "out", jane)
    assert not [one for one in InboundMessage.objects.all() if b"nobody reads" in bytes(one.raw)]
    assert HouseAddress.objects.get().last_mail_at is not None


def test_a_blind_copy_and_a_member_of_a_list_are_known_by_the_envelope(house: str, rita: Member, raj: Member) -> None:
    envelope = (
        "Sender: jane@initech.example\r\nSubject: Your offer\r\nMessage-Id: <j@initech.example>\r\n"
        "To: RAJ@acme.example, Expanded: sales@acme.example\r\nBcc: rita@acme.example\r\nRecipient: x@other.example\r\n"
    )
    inside = raw_mail(Message_ID="<j@initech.example>", From=JANE, To="sales@acme.example")
    delivered(house, report(inside, envelope))
    assert kept() == [("Raj", "in"), ("Rita", "in")]


def test_what_is_dropped_of_mail_is_dropped_of_a_report_too(house: str, rita: Member, raj: Member) -> None:
    block("initech.example", by=rita)
    delivered(house, report(raw_mail()))
    delivered(house, report(raw_mail(Message_ID="<2@x>", To="raj@acme.example")))
    delivered(house, report(raw_mail(Message_ID="<3@x>", To="joe@x.example", Sensitivity="private")))
    assert CapturedMail.objects.count() == 0
    assert sorted(DroppedMails.objects.values_list("reason", flat=True)) == ["blocked", "internal", "private"]


def test_no_rule_logs_what_a_report_brings_whoever_vouches_for_the_report(
    house: str, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    delivered(house, report(raw_mail()))
    classify(CapturedMail.objects.get(), by=rita, activity_type=follow_up, always=Always.CONTACT)
    delivered(house, report(raw_mail(Message_ID="<2@acme.example>"), Authentication_Results=PASS))
    assert dict(CapturedMail.objects.values_list("message_id", "state"))["2@acme.example"] == "waiting"
    assert Activity.objects.count() == 1


def test_a_report_that_our_server_finds_forged_is_dropped(house: str, rita: Member) -> None:
    delivered(house, report(raw_mail(), Authentication_Results=PASS.replace("pass", "fail")))
    assert CapturedMail.objects.count() == 0
    assert (DroppedMails.objects.get().reason, HouseAddress.objects.get().last_refusal) == ("forged", "forged")


@pytest.mark.parametrize("inside", [None, b"", b"\r\n"], ids=["none", "empty", "no headers"])
def test_a_report_without_the_mail_is_refused_with_a_reason(inside: bytes | None, house: str, rita: Member) -> None:
    delivered(house, report(inside))
    assert CapturedMail.objects.count() == DroppedMails.objects.count() == 0
    assert HouseAddress.objects.get().last_refusal == "journal"


def test_a_report_about_nobody_here_is_kept_for_nobody(house: str, rita: Member) -> None:
    inside = raw_mail(From=JANE, To="reception@acme.example")
    delivered(house, report(inside, "Sender: jane@initech.example\r\nTo: reception@acme.example\r\n"))
    assert CapturedMail.objects.count() == 0
    assert HouseAddress.objects.get().last_refusal == "nobody"


def test_a_rule_for_one_mailbox_reports_to_its_member(rita: Member, raj: Member, settings: Any) -> None:
    settings.INBOUND_DOMAIN = "kpi.example"
    own = address_of("log", renew_address(rita, by=rita).token)
    delivered(own, report(raw_mail()))
    blind = raw_mail(Message_ID="<j@initech.example>", From=JANE, To="undisclosed-recipients:;")
    delivered(own, report(blind, "Sender: jane@initech.example\r\nBcc: rita@acme.example\r\n"))
    assert kept() == [("Rita", "in"), ("Rita", "out")]
    others = raw_mail(Message_ID="<o@initech.example>", From=JANE, To="raj@acme.example")
    delivered(own, report(others, "Sender: jane@initech.example\r\nTo: raj@acme.example\r\n"))
    assert CaptureAddress.objects.get().last_refusal == "stranger"
    assert CapturedMail.objects.count() == 2


@pytest.mark.parametrize(
    "raw",
    [
        report(raw_mail())[:-200],
        report(raw_mail(), "\x00\xff: ~" * 50),
        report(raw_mail(Subject="=?x-none?B?////?=", From="\udcff".encode("utf-8", "surrogatepass").decode("latin-1"))),
        report(report(raw_mail())),
        report(raw_mail(), Content_Type="text/plain"),
        b"X-MS-Journal-Report:\r\n",
        b"X-MS-Journal-Report:\n\n" + b"\xff" * 1000,
    ],
    ids=["cut off", "no envelope", "strange headers", "of a report", "in plain text", "only its mark", "no text"],
)
def test_whatever_a_report_holds_it_is_read_or_refused(raw: bytes) -> None:
    kept_of = with_journal(raw)
    assert kept_of is not None
    assert journal_in(kept_of, received_at=NOW) is not None


def test_other_mail_is_no_report() -> None:
    assert with_journal(raw_mail()) is None
    assert journal_in(raw_mail(), received_at=NOW) is None
