"""Mailboxes on a real IMAP server that are listened to: what comes is looked for at once."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from pacesetter.capture.models import Mailbox
from pacesetter.capture.tests.conftest import NOW, raw_mail
from pacesetter.capture.tests.test_fetching import BOX, put
from pacesetter.capture.watching import line
from pacesetter.capture.watching.claims import claim, give_back, keep_claims
from pacesetter.capture.watching.watch import Watch
from pacesetter.core.http import Rules, networks
from pacesetter.jobs.models import Job
from pacesetter.mail.tests.dovecot import Dovecot, dovecot
from pacesetter.mail.tests.servers import until
from pacesetter.people.models import Member
from pacesetter.tenancy.sealed import seal_into

OTHER = "raj@acme.example"


@pytest.fixture(scope="module")
def boxes() -> Iterator[Dovecot]:
    with dovecot({BOX: "secret", OTHER: "secret"}) as made:
        yield made


def connect(member: Member, boxes: Dovecot, *, is_right: bool = True) -> Mailbox:
    where: Any = {"host": "127.0.0.1", "port": boxes.imap_port, "security": "none", "user": member.email}
    row = Mailbox(member=member, connected_at=NOW, **where)
    seal_into(row, "password", "secret" if is_right else "wrong")
    row.save()
    return row


@pytest.fixture
def network(settings: Any) -> None:
    settings.MAILBOX_RULES = Rules(allowed_networks=networks(["127.0.0.0/8"]))


@contextmanager
def watching() -> Iterator[Watch]:
    watch = Watch(looks_every=0.1, pause=0.1)
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()


def looked_for() -> list[int]:
    """For which mailboxes a look was asked for, and forget it."""
    asked = list(Job.objects.filter(kind="capture.fetch"))
    # Only what was seen: what is asked for meanwhile is for the next call.
    Job.objects.filter(pk__in=[job.pk for job in asked]).delete()
    return [job.payload["mailbox"] for job in asked]


def heard(row: Mailbox) -> Callable[[], bool]:
    return lambda: row.pk in looked_for()


@pytest.mark.django_db(transaction=True)
def test_what_comes_into_inbox_or_sent_mail_is_looked_for_at_once(
    transactional_db: None, boxes: Dovecot, rita: Member, raj: Member, network: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "RENEWED_AFTER", 0.3)
    hers, his = connect(rita, boxes), connect(raj, boxes)
    with watching():
        for row in (hers, his):
            until(Job.objects.filter(payload__mailbox=row.pk).exists, "the first look into each")
        looked_for()
        assert Mailbox.objects.filter(watched_until__gt=NOW).count() == 2
        for folder in ("Sent", "INBOX"):
            put(boxes, folder, raw_mail(), raw_mail(Message_ID="<2@acme.example>"))
            until(heard(hers), f"a mail in {folder}")
        # Longer than until the lines are renewed: they still hear.
        time.sleep(0.5)
        put(boxes, "INBOX", raw_mail(Message_ID="<3@acme.example>"))
        until(heard(hers), "a mail after the line was renewed")
        # Two mails that come together are one look; Raj got none.
        assert looked_for() == []
        Mailbox.objects.filter(pk=his.pk).delete()
    assert Mailbox.objects.get().watched_until is None


@pytest.mark.django_db(transaction=True)
def test_a_server_that_goes_away_is_listened_to_again_when_it_is_back(
    transactional_db: None, rita: Member, raj: Member, network: None, boxes: Dovecot
) -> None:
    wrong = connect(raj, boxes, is_right=False)
    with dovecot({BOX: "secret"}) as short_lived:
        hers = connect(rita, short_lived)
        with watching():
            until(heard(hers), "the first look")
            # As in a power cut, all its processes at once.
            os.killpg(int((short_lived.folder / "run" / "master.pid").read_text()), signal.SIGKILL)
            until(lambda: Mailbox.objects.get(pk=hers.pk).watched_until is None, "that it is given back")
            Mailbox.objects.filter(pk=hers.pk).update(port=boxes.imap_port)
            until(heard(hers), "the look when it is back")
            assert wrong.pk not in looked_for()


def test_a_mailbox_is_one_worker_s_until_it_is_heard_of_no_more(
    rita: Member, raj: Member, boxes: Dovecot, network: None
) -> None:
    hers, his = connect(rita, boxes), connect(raj, boxes)
    assert [row.pk for row in claim(1, but_not=set())] == [hers.pk]
    assert [row.pk for row in claim(9, but_not=set())] == [his.pk]
    assert claim(9, but_not=set()) == []
    assert keep_claims({hers.pk, his.pk, 999}) == {999}
    Mailbox.objects.filter(pk=his.pk).update(is_stopped=True)
    assert keep_claims({hers.pk, his.pk}) == {his.pk}
    Mailbox.objects.filter(pk=hers.pk).update(watched_until=NOW - timedelta(seconds=1))
    assert [row.pk for row in claim(9, but_not=set())] == [hers.pk]
    give_back({hers.pk})
    assert claim(9, but_not={hers.pk}) == []
