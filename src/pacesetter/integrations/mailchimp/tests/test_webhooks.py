"""What Mailchimp reports, read and verified. Pure."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from pacesetter.integrations.campaigns.webhooks.shape import HeardKind, Unreadable, Unverified
from pacesetter.integrations.mailchimp.tests.fake import email_id
from pacesetter.integrations.mailchimp.webhooks import MailchimpWebhooks

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SECRET = "signing-4711"
LEFT = {
    "type": "unsubscribe",
    "fired_at": "2026-03-10 11:58:00",
    "data[action]": "unsub",
    "data[reason]": "manual",
    "data[email]": "Jane@Initech.example",
    "data[list_id]": "l1",
    "data[campaign_id]": "c1",
}


def body(**changed: str) -> bytes:
    return urlencode(
        {**LEFT, **{f"data[{name}]" if name not in LEFT else name: v for name, v in changed.items()}}
    ).encode()


def signed(raw: bytes, at: datetime = NOW, secret: str = SECRET) -> dict[str, str]:
    seconds = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + raw, hashlib.sha256).hexdigest()
    return {"x-mailchimp-signature": f"t={seconds},v1={digest}"}


def test_who_left_is_named_as_recipients_are() -> None:
    (heard,) = MailchimpWebhooks().read(body(), "l1")
    assert (heard.kind, heard.campaign_id) == (HeardKind.UNSUBSCRIBE, "c1")
    assert heard.recipient_id == email_id("jane@initech.example")
    assert heard.at == NOW - timedelta(minutes=2)


def test_an_address_that_was_cleaned_is_not_reached_and_a_complaint_is_something_else() -> None:
    hooks = MailchimpWebhooks()
    assert [one.kind for one in hooks.read(body(type="cleaned", reason="hard"), "l1")] == [HeardKind.BOUNCE]
    assert hooks.read(body(type="cleaned", reason="abuse"), "l1") == []


@pytest.mark.parametrize(("status", "count"), [("sent", 1), ("canceled", 0), ("", 0)])
def test_a_campaign_is_heard_of_when_it_was_sent(status: str, count: int) -> None:
    heard = MailchimpWebhooks().read(body(type="campaign", id="c9", status=status), "l1")
    assert [one.campaign_id for one in heard] == ["c9"] * count


@pytest.mark.parametrize("other", [{"type": "profile"}, {"campaign_id": ""}, {"email": ""}])
def test_what_is_about_something_else_is_nothing(other: dict[str, str]) -> None:
    assert MailchimpWebhooks().read(body(**other), "l1") == []


@pytest.mark.parametrize(
    "raw",
    [
        b"\xff",
        b"",
        b"type=",
        b"&".join([b"a=1"] * 300),
        body(fired_at="yesterday"),
        body(list_id="l2"),
        body(id="%00\x00"),
    ],
)
def test_what_is_no_report_is_refused_in_words(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        MailchimpWebhooks().read(raw, "l1")


def test_a_good_signature_is_taken_and_none_is_needed_without_a_secret() -> None:
    hooks, raw = MailchimpWebhooks(), body()
    hooks.verify(raw, signed(raw), SECRET, now=NOW + timedelta(minutes=4))
    hooks.verify(raw, {}, "", now=NOW)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"x-mailchimp-signature": ""},
        {"x-mailchimp-signature": "t=,v1="},
        {"x-mailchimp-signature": "t=²,v1=é"},
        {"x-mailchimp-signature": f"t={int(NOW.timestamp())}"},
        signed(body(email="joe@initech.example")),
        signed(body(), secret="another"),
        signed(body(), at=NOW - timedelta(minutes=6)),
        signed(body(), at=NOW + timedelta(minutes=6)),
    ],
)
def test_a_bad_one_is_refused(headers: dict[str, str]) -> None:
    with pytest.raises(Unverified):
        MailchimpWebhooks().verify(body(), headers, SECRET, now=NOW)
