"""Workers that are killed while they write and send the mails of the day, and a real mail server: one for everybody."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.nursery import Nursery
from pacesetter.mail.models import OutgoingMessage
from pacesetter.mail.tests.test_deliver import free_port
from pacesetter.people.models import Member, User

MEMBERS = 12
_HANGS = 90  # seconds; only to end a test that would never end


class HeldPost:
    """A mail server that answers nobody until it is let go on; whoever it kept waiting until then is refused."""

    def __init__(self) -> None:
        self.recipients: list[str] = []
        self.waiting = 0
        self.held: dict[Session, bool] = {}
        self.goes_on = threading.Event()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        # What a worker that is dead by now has sent may be read only after the others were let go on.
        self.held[session] = not self.goes_on.is_set()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.held[session]:
            self.waiting += 1
            while not self.goes_on.is_set():
                await asyncio.sleep(0.02)
            return "451 Come again"
        self.recipients += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def post() -> Iterator[tuple[HeldPost, str]]:
    handler = HeldPost()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield handler, f"smtp://127.0.0.1:{controller.port}"
    handler.goes_on.set()
    controller.stop()


@pytest.fixture
def nursery(transactional_db: None, tmp_path: Path, post: tuple[HeldPost, str]) -> Iterator[Nursery]:
    nursery = Nursery(tmp_path, {"PACESETTER_MAIL_URL": post[1]})
    yield nursery
    nursery.end()


def wait_until(true: Callable[[], bool]) -> None:
    last_moment = time.monotonic() + _HANGS
    while not true():
        assert time.monotonic() < last_moment, list(Job.objects.values_list("kind", "state", "last_error"))
        time.sleep(0.02)


def enqueue_mails(members: list[Member]) -> None:
    # Of tomorrow, so that the clock on the wall makes no old news of it.
    day = (clock.now().astimezone(members[0].zone()) + timedelta(days=1)).date().isoformat()
    wanted = (
        jobs.NewJob({"member": one.pk, "digest": "daily", "day": day}, f"daily:{one.pk}:{day}") for one in members
    )
    jobs.enqueue_many("notifications.digest", wanted)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_that_are_killed_in_the_middle_send_everybody_one_mail(
    nursery: Nursery, post: tuple[HeldPost, str], rita: Member
) -> None:
    server, digests = post[0], Job.objects.filter(kind="notifications.digest")
    users = User.objects.bulk_create(User(email=f"m{n}@acme.example", password="!") for n in range(MEMBERS - 1))
    Member.objects.bulk_create(Member(name=user.email, email=user.email, user=user) for user in users)
    members = list(Member.objects.select_related("organisation"))
    for _ in range(2):
        enqueue_mails(members)  # as two that plan at once do
        nursery.new_worker()
    # One is killed while mails are being written,
    pid, _job = nursery.wait_for("worker")
    wait_until(lambda: digests.filter(state=Job.State.DONE).exists())
    nursery.kill(pid)
    nursery.new_worker()
    # and all of them while the server has a mail and has not said that it takes it.
    wait_until(lambda: server.waiting > 0)
    while len(nursery.workers) < 2:
        nursery.next_word()
    for worker in list(nursery.workers):
        nursery.kill(worker)
    assert server.recipients == []
    server.goes_on.set()
    nursery.new_worker()
    nursery.new_worker()
    wait_until(lambda: not Job.objects.exclude(state=Job.State.DONE).exists())
    assert Counter(server.recipients) == {member.email: 1 for member in members}
    assert OutgoingMessage.objects.filter(state=OutgoingMessage.State.SENT).count() == MEMBERS
    assert Job.objects.filter(attempts__gt=1).exists()
