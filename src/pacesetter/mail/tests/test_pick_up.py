"""Mail picked up from a mailbox of a real IMAP server."""

import imaplib
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.config.parsers import MailServer
from pacesetter.mail.inbound.addresses import address_of
from pacesetter.mail.inbound.pick_up import pick_up
from pacesetter.mail.models import InboundMessage
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.mail.tests.test_inbound import DOMAIN, MAIL, TOKEN, Notes
from pacesetter.mail.tests.test_inbound import notes as notes

BOX = "everything@kpi.example"


@dataclass
class Post:
    boxes: Dovecot

    @property
    def mailbox(self) -> MailServer:
        return MailServer("127.0.0.1", self.boxes.imap_port, BOX, "secret", "none")

    def comes(self, *headers: str) -> None:
        raw = "".join(f"{line}\r\n" for line in headers).encode() + MAIL
        with smtplib.LMTP("127.0.0.1", self.boxes.lmtp_port) as server:
            server.sendmail("jane@initech.example", [BOX], raw)

    def left(self) -> int:
        with imaplib.IMAP4("127.0.0.1", self.boxes.imap_port) as reader:
            reader.login(BOX, "secret")
            number: Any = reader.select("INBOX", readonly=True)[1][0]
            return int(number)


@pytest.fixture(scope="module")
def boxes() -> Iterator[Dovecot]:
    with dovecot({BOX: "secret"}) as made:
        yield made


@pytest.fixture
def post(boxes: Dovecot, notes: Notes) -> Iterator[Post]:
    yield Post(boxes)
    with imaplib.IMAP4("127.0.0.1", boxes.imap_port) as reader:
        reader.login(BOX, "secret")
        reader.select("INBOX")
        if reader.search(None, "ALL")[1][0]:
            reader.store("1:*", "+FLAGS", r"(\Deleted)")
        reader.expunge()


def test_what_is_ours_is_kept_read_and_deleted_there(post: Post, notes: Notes) -> None:
    post.comes(f"X-Original-To: {address_of('notes', TOKEN)}", "To: somebody@kpi.example")
    assert pick_up(post.mailbox) == 1
    kept = InboundMessage.objects.get()
    assert bytes(kept.raw).endswith(MAIL)
    assert (kept.recipient, kept.sender) == (address_of("notes", TOKEN), "jane@initech.example")
    jobs.run_due()
    assert [token for token, _raw, _organisation in notes.read] == [TOKEN]
    assert post.left() == 0
    assert pick_up(post.mailbox) == 0


def test_to_and_cc_say_whom_it_is_for_where_no_server_does(post: Post) -> None:
    post.comes("To: x@y.example", f"Cc: Us <{address_of('notes', TOKEN).upper()}>, {address_of('notes', TOKEN)}")
    assert pick_up(post.mailbox) == 1
    assert InboundMessage.objects.count() == 1


@pytest.mark.parametrize(
    "to", ["office@kpi.example", f"notes+{'x' * 24}@{DOMAIN}", f"notes+{TOKEN}@elsewhere.example", ""]
)
def test_everything_else_stays_and_is_looked_at_once(to: str, post: Post) -> None:
    post.comes(f"To: {to}")
    assert pick_up(post.mailbox) == 0
    assert post.left() == 1
    assert InboundMessage.objects.count() == 0
    post.comes(f"To: {address_of('notes', TOKEN)}")
    assert pick_up(post.mailbox) == 1
    assert post.left() == 1


def test_what_is_too_long_stays(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pacesetter.mail.inbound.pick_up.MOST_BYTES", 50)
    post.comes(f"To: {address_of('notes', TOKEN)}")
    assert pick_up(post.mailbox) == 0
    assert post.left() == 1


def test_trouble_while_it_is_kept_loses_nothing(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.comes(f"To: {address_of('notes', TOKEN)}")
    with monkeypatch.context() as broken:
        broken.setattr("pacesetter.mail.inbound.pick_up.take", _away)
        with pytest.raises(RuntimeError):
            pick_up(post.mailbox)
    assert post.left() == 1
    assert pick_up(post.mailbox) == 1


def _away(**given: object) -> None:
    raise RuntimeError("the database is away")


def test_the_job_does_it_and_a_password_that_is_wrong_is_said(post: Post, settings: Any) -> None:
    post.comes(f"To: {address_of('notes', TOKEN)}")
    settings.INBOUND_IMAP = replace(post.mailbox, password="wrong")
    jobs.enqueue("mail.pick_up", key="a")
    jobs.run_due()
    assert post.left() == 1
    settings.INBOUND_IMAP = post.mailbox
    jobs.enqueue("mail.pick_up", key="b")
    jobs.run_due()
    assert post.left() == 0


def test_without_a_mailbox_nothing_is_picked_up(notes: Notes, settings: Any) -> None:
    settings.INBOUND_IMAP = None
    jobs.enqueue("mail.pick_up", key="a")
    jobs.run_due()
    assert InboundMessage.objects.count() == 0
