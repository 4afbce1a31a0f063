"""The first look into a mailbox, killed with the signal that nobody can catch: each mail comes in once."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db.models import Sum

from pacesetter.capture.fetching import fetch
from pacesetter.capture.models import CapturedMail, DroppedMails, Mailbox
from pacesetter.capture.tests.conftest import NOW
from pacesetter.capture.tests.filled import fill
from pacesetter.jobs.tests.nursery import environment_of
from pacesetter.mail.tests.dovecot import dovecot
from pacesetter.people.models import Member
from pacesetter.tenancy.sealed import seal_into

MAILS = 120


def start(mailbox: Mailbox) -> subprocess.Popen[str]:
    """A process of its own that reads the mailbox."""
    return subprocess.Popen(
        [sys.executable, "-m", "pacesetter.capture.tests.reader", str(mailbox.organisation_id), str(mailbox.pk)],
        env=environment_of(settings.DATA) | {"PACESETTER_PRIVATE_NETWORKS": "127.0.0.0/8"},
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_first_look_that_is_killed_goes_on_where_it_was(transactional_db: None, rita: Member) -> None:
    with dovecot({rita.email: "secret"}) as boxes:
        kept = fill(boxes, rita.email, MAILS, "Sent")
        where: Any = {"host": "127.0.0.1", "port": boxes.imap_port, "security": "none", "user": rita.email}
        mailbox = Mailbox(member=rita, connected_at=NOW, **where)
        seal_into(mailbox, "password", "secret")
        mailbox.save()
        with start(mailbox) as first:
            assert first.stdout is not None
            assert first.stdout.readline()
            first.kill()
        so_far = CapturedMail.objects.count() + DroppedMails.objects.aggregate(n=Sum("times"))["n"]
        assert 50 <= so_far < MAILS
        # Nobody else looks into it as long as the one that was killed might still do so.
        held_until = Mailbox.objects.values_list("held_until", flat=True).get()
        assert held_until is not None
        assert fetch(mailbox) == 0
        Mailbox.objects.update(held_until=held_until - timedelta(minutes=2))
        with start(mailbox) as second:
            assert second.stdout is not None
            assert len(second.stdout.read().splitlines()) == -(-(MAILS - so_far) // 50)
    assert CapturedMail.objects.count() == kept
    assert DroppedMails.objects.aggregate(n=Sum("times"))["n"] == MAILS - kept
    assert Mailbox.objects.get().backlog == 0
