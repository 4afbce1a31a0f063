"""Somebody is blocked at the moment at which a mail with them is kept, in real transactions."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Event

import pytest
from django.db import connection

from pacesetter.activities.models import ActivityType
from pacesetter.capture.keeping import keep
from pacesetter.capture.models import BlockedAddress, CapturedMail, DroppedMails, MailIntent
from pacesetter.capture.tests.conftest import JANE, mail
from pacesetter.capture.verbs import block, blocking, intend
from pacesetter.core.refusal import Refusal
from pacesetter.people.models import Member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer, so nothing happens at once"),
]


def waits_for_a_lock() -> bool:
    """Whether somebody else's statement waits for a row that is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        return bool(cursor.fetchone()[0])


def while_it_is_blocked(blocks: Callable[[], object], keeps: Callable[[], object], patch: pytest.MonkeyPatch) -> object:
    """Let `keeps` begin once `blocks` has erased what there was and has not committed; what `keeps` answers."""
    erased, may_end, erase = Event(), Event(), blocking._erase

    def erases(pattern: str, member: Member | None) -> None:
        erase(pattern, member)
        erased.set()
        assert may_end.wait(60)

    def then_closes(deed: Callable[[], object]) -> object:
        try:
            return deed()
        finally:
            connection.close()

    patch.setattr(blocking, "_erase", erases)
    with ThreadPoolExecutor(2) as pool:
        blocked = pool.submit(copy_context().run, then_closes, blocks)
        assert erased.wait(60)
        kept = pool.submit(copy_context().run, then_closes, keeps)
        for _turn in range(200):
            if waits_for_a_lock():
                break
            time.sleep(0.05)
        assert waits_for_a_lock()
        may_end.set()
        blocked.result()
        return kept.result()


@pytest.mark.parametrize("for_everybody", [True, False])
def test_a_mail_that_was_being_kept_is_dropped(
    for_everybody: bool, transactional_db: None, rita: Member, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = ada if for_everybody else rita
    while_it_is_blocked(
        lambda: block(JANE, by=by, for_everybody=for_everybody),
        lambda: keep(rita, mail(), route="imap", is_trusted=True),
        monkeypatch,
    )
    assert BlockedAddress.objects.count() == 1
    assert CapturedMail.objects.count() == 0
    assert list(DroppedMails.objects.values_list("reason", "times")) == [("blocked", 1)]


def test_what_was_being_said_of_a_mail_that_is_written_is_refused(
    transactional_db: None, rita: Member, ada: Member, follow_up: ActivityType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Refusal, match="Nothing is kept"):
        while_it_is_blocked(
            lambda: block(JANE, by=ada, for_everybody=True),
            lambda: intend(by=rita, to=[JANE], activity_type=follow_up, route="gmail_add_on"),
            monkeypatch,
        )
    assert MailIntent.objects.count() == 0


def test_a_mail_whose_keeping_began_first_is_erased(
    transactional_db: None, rita: Member, raj: Member, ada: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For everybody: of every member's mail, and not only of whoever blocks."""
    for owner in (rita, raj):
        assert isinstance(keep(owner, mail(From=owner.email), route="imap", is_trusted=True), CapturedMail)
    block(JANE, by=ada, for_everybody=True)
    assert CapturedMail.objects.count() == 0
