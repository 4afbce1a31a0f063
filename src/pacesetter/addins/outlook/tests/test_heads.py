"""From what Outlook tells to the head that every route reads: the same mail must have the same name."""

from datetime import UTC, datetime

import pytest

from pacesetter.addins.outlook.heads import draft_head, head_of
from pacesetter.addins.outlook.sent import SentDraft, SentMail, SentParty
from pacesetter.addins.outlook.tests.conftest import NOW, answered, opened
from pacesetter.capture.mail_head import Dropped, MailHead
from pacesetter.capture.tests.conftest import mail, raw_mail
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member


def read(**told: object) -> MailHead:
    return head_of(SentMail.model_validate(opened(**told)), now=NOW)


def test_it_is_read_as_by_every_other_route() -> None:
    assert read() == mail()
    headers = raw_mail(Message_ID="<m-9@acme.example>", References="<a@x.example>\r\n <b@x.example>").decode()
    assert read(headers=headers) == mail(Message_ID="<m-9@acme.example>", References="<a@x.example> <b@x.example>")


def test_what_its_own_headers_leave_out_outlook_tells() -> None:
    found = head_of(SentMail.model_validate(answered()), now=NOW)
    assert (found.message_id, found.references) == ("m-2@initech.example", ("m-1@acme.example",))
    assert found.sender.address == "jane@initech.example"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("Sensitivity: Private", Dropped.PRIVATE),
        ("List-Id: <x>", Dropped.LIST),
        ("Auto-Submitted: auto-replied", Dropped.AUTOMATIC),
    ],
)
def test_private_list_and_automatic_mail_is_known_by_its_headers(header: str, why: Dropped) -> None:
    assert read(headers=f"Received: from x\r\n by y\r\n{header}\r\n").unwanted is why


def test_headers_that_capture_does_not_read_are_left_alone() -> None:
    found = read(headers="X-Secret: Message-ID: <evil@x>\r\n Subject: folded\r\nReceived: a\r\n\tFrom: b@c.d\r\n")
    assert (found.message_id, found.subject, found.sender.address) == (
        "m-1@acme.example",
        "Our offer",
        "rita@acme.example",
    )


def test_letters_beyond_ascii_stay_what_they_are() -> None:
    found = read(subject="Größe 方", to=[{"address": "j@x.example", "name": 'Jürgen "J" Groß, Köln'}])
    assert (found.subject, found.to[0].name) == ("Größe 方", 'Jürgen "J" Groß, Köln')
    decoded = read(headers="From: Zoë Groß <zoe@x.example>\r\nSubject: Ein Gruß aus Köln\r\n")
    assert (decoded.sender.name, decoded.subject) == ("Zoë Groß", "Ein Gruß aus Köln")


def test_nothing_that_is_told_becomes_a_header_of_its_own() -> None:
    found = read(
        subject="x\r\nSensitivity: Private",
        to=[{"address": "a@x.example>\r\nList-Id: <y", "name": "A\r\nList-Id: y"}],
        message_id="<m@x>\r\nList-Id: z",
    )
    assert found.unwanted is None


def test_a_mail_without_a_name_is_refused() -> None:
    with pytest.raises(Refusal):
        read(message_id=" ")


def test_a_moment_without_a_zone_is_utc() -> None:
    assert read(sent_at="2026-03-22T20:00:00").sent_at == datetime(2026, 3, 22, 20, tzinfo=UTC)


def test_a_draft_is_read_with_its_blind_copies_and_what_it_answers(rita: Member) -> None:
    draft = SentDraft(
        to=[SentParty(address="a@x.example")],
        cc=[SentParty(address="c@x.example")],
        bcc=[SentParty(address="b@x.example")],
        answers="<q@x.example>",
        subject="Größe",
    )
    found = draft_head(rita, draft, now=NOW)
    assert [one.address for one in found.recipients] == ["a@x.example", "b@x.example", "c@x.example"]
    assert (found.sender.address, found.references, found.subject) == (rita.email, ("q@x.example",), "Größe")
