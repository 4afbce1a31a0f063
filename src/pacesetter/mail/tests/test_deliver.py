"""Delivery to a real SMTP server, which each test starts on a port of its own."""

import email
import email.policy
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pacesetter import jobs, mail
from pacesetter.jobs.claiming import claim
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import make_due
from pacesetter.mail.jobs import deliver
from pacesetter.mail.models import OutgoingMessage
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

RITA = "rita@acme.example"
State = OutgoingMessage.State


class Post:
    """A mail server that keeps what it is given. `refusal` is what it answers instead, to addresses or to the text."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refusal: dict[str, str] = {}

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "address" in self.refusal:
            return self.refusal["address"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "text" in self.refusal:
            return self.refusal["text"]
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        self.recipients.append(list(envelope.rcpt_tos))
        return "250 OK"


@pytest.fixture
def post(settings: Any) -> Iterator[Post]:
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield handler
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    assert part is not None
    text: str = part.get_content()
    return text.strip()


def test_a_message_arrives_as_it_was_written(organisation: Organisation, post: Post) -> None:
    message = mail.send(
        to=RITA,
        subject="Grüße – 3 calls left",
        text="Hello Rita, schöne Grüße",
        html="<p>Hello <b>Rita</b></p>",
        headers={"List-Unsubscribe": "<https://kpi.example/u>"},
    )
    assert jobs.run_due() == 1
    (received,) = post.received
    assert received["Subject"] == "Grüße – 3 calls left"
    assert (received["To"], received["From"]) == (RITA, "Pacesetter <pacesetter@localhost>")
    assert received["Message-ID"] == message.message_id
    assert received["List-Unsubscribe"] == "<https://kpi.example/u>"
    assert body(received, "plain") == "Hello Rita, schöne Grüße"
    assert body(received, "html") == "<p>Hello <b>Rita</b></p>"
    message.refresh_from_db()
    assert message.state == State.SENT
    assert message.sent_at is not None


def test_each_organisation_s_message_goes_to_its_own_reader(
    organisation: Organisation, other_organisation: Organisation, post: Post
) -> None:
    mail.send(to=RITA, subject="Acme", text="Hello")
    with scope(other_organisation):
        mail.send(to="otto@globex.example", subject="Globex", text="Hello")
    assert jobs.run_due() == 2
    sent = {message["Subject"]: to for message, to in zip(post.received, post.recipients, strict=True)}
    assert sent == {"Acme": [RITA], "Globex": ["otto@globex.example"]}


def test_a_copy_after_a_crash_is_the_same_message(organisation: Organisation, post: Post) -> None:
    written_at = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
    mail.send(to=RITA, subject="Welcome", text="Hello")
    OutgoingMessage.objects.update(created_at=written_at)
    job = claimed_and_killed_after_delivery()
    assert OutgoingMessage.objects.get().state == State.QUEUED
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    jobs.run_due()
    first, second = post.received
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"].datetime == second["Date"].datetime == written_at
    assert OutgoingMessage.objects.get().state == State.SENT


def claimed_and_killed_after_delivery() -> Job:
    """Run the handler as a worker would, and stop short of the transaction that marks message and job as done."""
    lease = timedelta(minutes=1)
    row = claim("doomed", lease)
    assert row is not None
    deliver(jobs.RunningJob(row, atomic=False, lease=lease))
    return row


def test_a_message_that_was_sent_is_not_sent_again(organisation: Organisation, post: Post) -> None:
    mail.send(to=RITA, subject="Welcome", text="Hello")
    jobs.run_due()
    Job.objects.update(state=Job.State.QUEUED)
    assert jobs.run_due() == 1
    assert len(post.received) == 1


@pytest.mark.parametrize("where", ["address", "text"])
def test_a_message_that_the_server_refuses_for_good_has_failed(
    organisation: Organisation, post: Post, where: str
) -> None:
    post.refusal = {where: "550 no such user here"}
    mail.send(to=RITA, subject="Welcome", text="Hello")
    jobs.run_due()
    message = OutgoingMessage.objects.get()
    assert message.state == State.FAILED
    assert "550 no such user here" in message.error
    assert Job.objects.get().state == Job.State.DEAD


@pytest.mark.parametrize("where", ["address", "text"])
def test_a_message_that_the_server_puts_off_is_tried_again(organisation: Organisation, post: Post, where: str) -> None:
    post.refusal = {where: "451 try again later"}
    mail.send(to=RITA, subject="Welcome", text="Hello")
    jobs.run_due()
    job = Job.objects.get()
    assert job.state == Job.State.QUEUED
    assert "451 try again later" in job.last_error
    post.refusal = {}
    make_due(job)
    jobs.run_due()
    assert len(post.received) == 1


def test_a_server_that_is_down_is_waited_for(organisation: Organisation, post: Post, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()
    message = mail.send(to=RITA, subject="Welcome", text="Hello")
    jobs.run_due()
    assert Job.objects.get().state == Job.State.QUEUED
    message.refresh_from_db()
    assert message.state == State.QUEUED


def test_a_failed_message_can_be_sent_after_all(organisation: Organisation, post: Post) -> None:
    post.refusal = {"address": "550 no such user here"}
    mail.send(to=RITA, subject="Welcome", text="Set your password here", is_confidential=True)
    jobs.run_due()
    post.refusal = {}
    jobs.retry(Job.objects.get())
    jobs.run_due()
    message = OutgoingMessage.objects.get()
    assert (message.state, message.error) == (State.SENT, "")
    assert body(post.received[0], "plain") == "Set your password here"


def test_what_is_confidential_is_gone_once_it_is_sent(organisation: Organisation, post: Post) -> None:
    mail.send(to=RITA, subject="Welcome", text="your link", html="<p>your link</p>", is_confidential=True)
    mail.send(to=RITA, subject="Digest", text="your figures")
    jobs.run_due()
    kept = dict(OutgoingMessage.objects.values_list("subject", "text"))
    assert kept == {"Welcome": "", "Digest": "your figures"}
    assert len(post.received) == 2


def test_a_calendar_object_goes_out_as_what_it_is(organisation: Organisation, post: Post) -> None:
    content = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    mail.send(to=RITA, subject="Demo", text="Hello", html="<p>Hello</p>", calendar=content, calendar_method="REQUEST")
    jobs.run_due()
    (received,) = post.received
    calendar = next(part for part in received.walk() if part.get_content_type() == "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_payload(decode=True) == content
