"""What is read of the headers that real mails have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pacesetter.capture.mail_head import Dropped, Party
from pacesetter.capture.reading_heads import head_only, read_head, tidy_id
from pacesetter.capture.tests.conftest import JANE, NOW, SENT, mail, raw_mail


def test_a_head_tells_who_wrote_to_whom_and_when() -> None:
    head = mail(Cc="Joe <JOE@initech.example>, Jane <jane@initech.example>")
    assert (head.message_id, head.sent_at, head.subject) == ("m-1@acme.example", SENT, "Our offer")
    assert head.sender == Party("rita@acme.example", "Rita")
    assert [one.address for one in head.recipients] == [JANE, "joe@initech.example"]
    assert head.unwanted is None


def test_the_body_is_never_read() -> None:
    assert b"nobody reads" not in head_only(raw_mail())
    assert head_only(b"From: a@b.example\n\nbody") == b"From: a@b.example\r\n\r\n"


def test_encoded_names_and_subjects_are_decoded() -> None:
    head = mail(From="=?utf-8?q?J=C3=BCrgen?= <j@acme.example>", Subject="=?utf-8?b?w5xiZXJzaWNodA==?=")
    assert (head.sender.name, head.subject) == ("Jürgen", "Übersicht")


def test_references_come_oldest_first_and_are_bounded() -> None:
    many = " ".join(f"<r{number}@x.example>" for number in range(100))
    head = mail(References=many, In_Reply_To="<r99@x.example>")
    assert len(head.references) == 30
    assert (head.references[0], head.references[-1]) == ("r0@x.example", "r99@x.example")


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, Dropped.AUTOMATIC),
        ({"Auto_Submitted": "no"}, None),
        ({"Precedence": "bulk"}, Dropped.AUTOMATIC),
        ({"Precedence": "list"}, Dropped.LIST),
        ({"List_Id": "<news.example>"}, Dropped.LIST),
        ({"List_Unsubscribe": "<mailto:off@x.example>"}, Dropped.LIST),
        ({"X_Auto_Response_Suppress": "All"}, Dropped.AUTOMATIC),
        ({"Return_Path": "<>"}, Dropped.AUTOMATIC),
        ({"Content_Type": "multipart/report; report-type=delivery-status"}, Dropped.AUTOMATIC),
        ({"Sensitivity": "Private"}, Dropped.PRIVATE),
        ({"Sensitivity": "Company-Confidential"}, Dropped.PRIVATE),
    ],
)
def test_what_the_head_itself_says_is_unwanted(headers: dict[str, str], reason: Dropped | None) -> None:
    assert mail(**headers).unwanted == reason


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Fri, 31 Feb 2026 10:00:00 +0000", "Mon, 23 Mar 2037 11:30:00 +0000"]
)
def test_a_date_that_cannot_be_is_that_of_its_arrival(date: str) -> None:
    assert mail(Date=date).sent_at == NOW


def test_a_mail_without_a_name_has_the_same_made_up_one_by_every_route() -> None:
    first, again, other = mail(Message_ID=""), mail(Message_ID=""), mail(Message_ID="", Subject="Another")
    assert first.message_id == again.message_id
    assert first.message_id != other.message_id


def test_very_long_names_are_kept_by_their_hash() -> None:
    long = "x" * 500 + "@x.example"
    assert mail(Message_ID=f"<{long}>").message_id == tidy_id(long) == tidy_id(f"<{long}>")
    assert len(tidy_id(long)) < 200


@given(st.binary(max_size=400))
def test_any_bytes_are_a_head(raw: bytes) -> None:
    head = read_head(b"From: " + raw, received_at=NOW)
    assert head.message_id
    assert head.sent_at <= NOW
    assert "\0" not in head.subject + head.sender.name + head.sender.address
