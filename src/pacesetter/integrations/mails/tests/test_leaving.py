"""Disconnecting: what reports ends there, the consent is ended, and then the tokens are gone here."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.tests.conftest import NOW
from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.google.tests.fake_mail import FakeGmail
from pacesetter.integrations.mails.tests.conftest import MailServer, consented, read_mail, sends
from pacesetter.integrations.mails.tests.test_subscribing import watched
from pacesetter.integrations.models import Connection, ConnectionState, MailPlace, MailSubscription
from pacesetter.integrations.verbs import disconnect, pause_connection
from pacesetter.integrations.working import note_failure
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

pytestmark = pytest.mark.usefixtures("public")

OF_GOOGLE = pytest.mark.parametrize("kind", ["google"])
DOWN = Answer(503, {}, b"")


def left(connection: Connection) -> tuple[bool, int, int, int]:
    """What is kept of the account: tokens, subscriptions, places, mails that are not logged."""
    row = Connection.objects.get(pk=connection.pk)
    assert row.state == ConnectionState.ENDED
    mails = CapturedMail.objects.exclude(state="logged").count()
    return bool(row.secrets), MailSubscription.objects.count(), MailPlace.objects.count(), mails


def leaving() -> None:
    """Do what waits, whenever it would be due."""
    Job.objects.filter(state=Job.State.QUEUED).update(run_at=clock.now())
    jobs.run_due()


def is_revoked(server: MailServer) -> bool:
    return isinstance(server, FakeGmail) and server.is_revoked


STATES: dict[str, Callable[[Connection, Member], object]] = {
    "in use": lambda connection, rita: None,
    "paused": lambda connection, rita: pause_connection(connection, by=rita),
    "broken": lambda connection, rita: note_failure(connection, Failure(FailureKind.CONFIGURATION, "API disabled")),
}


@pytest.mark.parametrize("state", list(STATES))
def test_nothing_is_left_of_an_account(
    state: str, kind: str, server: MailServer, connection: Connection, rita: Member
) -> None:
    sends(server)
    read_mail()
    assert watched(server) == MailSubscription.objects.count() > 0
    assert CapturedMail.objects.count() == 1
    STATES[state](connection, rita)
    disconnect(connection, by=rita)
    # What is ours goes at once; the rest as soon as the other side was told.
    assert left(connection)[2:] == (0, 0)
    jobs.run_due()
    assert left(connection) == (False, 0, 0, 0)
    assert watched(server) == 0
    assert is_revoked(server) is (kind == "google")
    asked = len(server.asked)
    read_mail()
    assert len(server.asked) == asked


def test_while_the_other_side_is_down_it_is_tried_again(
    kind: str, server: MailServer, connection: Connection, rita: Member
) -> None:
    read_mail()
    method, part = ("POST", "stop") if kind == "google" else ("DELETE", "subscriptions")
    for _again in range(2):
        server.fail(method, part, DOWN)
    if kind == "google":
        server.fail("POST", "revoke", DOWN)
    disconnect(connection, by=rita)
    for _again in range(3 if kind == "google" else 2):
        leaving()
        assert left(connection)[0]
    leaving()
    assert left(connection) == (False, 0, 0, 0)
    assert watched(server) == 0
    assert is_revoked(server) is (kind == "google")


def test_after_a_day_in_vain_the_tokens_are_forgotten_all_the_same(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    read_mail()
    disconnect(connection, by=rita)
    job = Job.objects.get(kind="integrations.leave_account")
    Job.objects.filter(pk=job.pk).update(attempts=job.max_attempts - 1)
    server.fail("POST" if isinstance(server, FakeGmail) else "DELETE", "", DOWN)
    jobs.run_due()
    assert Job.objects.get(pk=job.pk).state == Job.State.DEAD
    assert left(connection) == (False, 0, 0, 0)


def test_where_we_are_not_let_in_any_more_the_tokens_are_forgotten(
    server: MailServer, connection: Connection, rita: Member
) -> None:
    read_mail()
    server.withdraws_consent()
    with clock.standing_at(NOW + timedelta(hours=2)):
        disconnect(connection, by=rita)
        jobs.run_due()
    assert left(connection) == (False, 0, 0, 0)
    assert Job.objects.get(kind="integrations.leave_account").state == Job.State.DONE


@OF_GOOGLE
def test_what_a_colleague_has_connected_too_stays(
    server: FakeGmail, connection: Connection, rita: Member, raj: Member, ada: Member
) -> None:
    consented("google", raj, ada)
    jobs.run_due()
    disconnect(connection, by=rita)
    jobs.run_due()
    assert not Connection.objects.get(pk=connection.pk).secrets
    assert (watched(server), is_revoked(server)) == (1, False)
    disconnect(Connection.objects.get(owner=raj), by=raj)
    jobs.run_due()
    assert (watched(server), is_revoked(server)) == (0, True)


def test_who_connects_again_at_once_keeps_the_new_tokens(
    kind: str, server: MailServer, connection: Connection, rita: Member, ada: Member
) -> None:
    read_mail()
    disconnect(connection, by=rita)
    assert consented(kind, rita, ada).pk == connection.pk
    jobs.run_due()
    row = Connection.objects.get()
    assert row.state == ConnectionState.CONNECTED
    assert row.secrets
    assert not is_revoked(server)
    assert watched(server) == MailSubscription.objects.count() > 0


def test_no_log_holds_a_token(server: MailServer, connection: Connection, rita: Member) -> None:
    read_mail()
    disconnect(connection, by=rita)
    jobs.run_due()
    said = "".join(row.address + row.sent + row.received for row in connection.requests.all())
    assert "refresh-token" not in said
    assert "access-token" not in said


def test_what_was_logged_is_kept_and_what_somebody_else_has_is_theirs(
    server: MailServer, connection: Connection, rita: Member, raj: Member
) -> None:
    sends(server)
    sends(server, 2)
    read_mail()
    CapturedMail.objects.filter(message_id="m-1@acme.example").update(state="logged")
    CapturedMail.objects.filter(message_id="m-2@acme.example").update(owner=raj)
    disconnect(connection, by=rita)
    jobs.run_due()
    assert set(CapturedMail.objects.values_list("state", "owner__name")) == {("logged", "Rita"), ("waiting", "Raj")}
