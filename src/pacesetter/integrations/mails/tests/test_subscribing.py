"""Subscriptions: there where they can be, renewed before they end, made anew where they are gone, and never needed."""

from datetime import timedelta
from typing import Any

import pytest

from pacesetter import jobs
from pacesetter.capture.tests.conftest import NOW
from pacesetter.core import clock
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.google.tests.fake_mail import TOPIC, FakeGmail
from pacesetter.integrations.mails.tests.conftest import (
    APP,
    MailServer,
    consented,
    read_mail,
    sends,
    subscribe_mail,
)
from pacesetter.integrations.microsoft.tests.fake_mail import FakeGraphMail
from pacesetter.integrations.models import Connection, ConnectionState, MailSubscription, SentRequest
from pacesetter.integrations.sending import Outgoing, answered_by
from pacesetter.integrations.verbs import register_app
from pacesetter.jobs.models import Job
from pacesetter.jobs.tests.conftest import make_due
from pacesetter.people.models import Member

OF_MICROSOFT = pytest.mark.parametrize("kind", ["microsoft"])
OF_GOOGLE = pytest.mark.parametrize("kind", ["google"])
Graph = FakeGraphMail


def watched(server: MailServer) -> int:
    """How many subscriptions the other side has."""
    return len(server.subscriptions) if isinstance(server, FakeGraphMail) else int(server.watch is not None)  # type: ignore[attr-defined]


def until(moment: timedelta) -> Any:
    """The clock of a test, so much later."""
    return clock.standing_at(NOW + moment)


@pytest.mark.usefixtures("public")
def test_an_account_that_is_connected_is_reported_at_once(
    kind: str, server: MailServer, connection: Connection
) -> None:
    jobs.run_due()
    rows = MailSubscription.objects.all()
    assert watched(server) == len(rows) == (2 if kind == "microsoft" else 1)
    for row in rows:
        assert row.external_id
        assert not row.fault
        assert row.expires_at is not None
        assert row.renew_at is not None
        assert row.expires_at > NOW + timedelta(days=2)
        assert NOW < row.renew_at < NOW + (row.expires_at - NOW) * 0.6
    asked = len(server.asked)
    with until(timedelta(hours=1)):
        subscribe_mail()
    assert len(server.asked) == asked


@OF_MICROSOFT
@pytest.mark.usefixtures("public")
def test_graph_is_told_a_secret_for_each_folder_that_no_log_holds(server: Graph, connection: Connection) -> None:
    jobs.run_due()
    told = list(server.subscriptions.values())
    assert [one["resource"] for one in told] == [
        "/me/mailFolders('inbox')/messages",
        "/me/mailFolders('sentitems')/messages",
    ]
    secrets = {one["clientState"] for one in told}
    assert len(secrets) == 2
    assert all(43 <= len(one) <= 128 for one in secrets)
    assert len({one["notificationUrl"] for one in told}) == 2
    assert all(one["notificationUrl"] == one["lifecycleNotificationUrl"] for one in told)
    for request in SentRequest.objects.all():
        assert not [one for one in secrets if one in request.sent + request.received]


@OF_GOOGLE
@pytest.mark.usefixtures("public")
def test_gmail_publishes_what_is_sent_and_received(server: FakeGmail, connection: Connection) -> None:
    jobs.run_due()
    assert server.watch is not None
    assert (server.watch["topicName"], server.watch["labelIds"]) == (TOPIC, ["SENT", "INBOX"])


@pytest.mark.usefixtures("public")
def test_it_is_renewed_long_before_it_ends(kind: str, server: MailServer, connection: Connection) -> None:
    jobs.run_due()
    assert not MailSubscription.objects.filter(expires_at__gt=NOW + timedelta(days=7)).exists()
    ids = set(MailSubscription.objects.values_list("external_id", flat=True))
    # A day at Google; at Microsoft half of 70 hours.
    with until(timedelta(hours=25 if kind == "google" else 36)):
        subscribe_mail()
    later = timedelta(days=7, hours=24) if kind == "google" else timedelta(hours=36 + 69)
    assert not MailSubscription.objects.filter(expires_at__lte=NOW + later).exists()
    assert set(MailSubscription.objects.values_list("external_id", flat=True)) == ids
    assert watched(server) == len(ids)


@OF_MICROSOFT
@pytest.mark.usefixtures("public")
def test_one_that_is_gone_there_is_made_anew_and_what_was_missed_is_read(server: Graph, connection: Connection) -> None:
    read_mail()
    lost = set(server.subscriptions)
    server.subscriptions.clear()
    sends(server)
    MailSubscription.objects.update(renew_at=NOW)
    with until(timedelta(minutes=2)):
        subscribe_mail()
        assert not lost & set(server.subscriptions)
        assert [one["resource"] for one in server.subscriptions.values()] == [
            "/me/mailFolders('inbox')/messages",
            "/me/mailFolders('sentitems')/messages",
        ]
        assert connection.owner is not None
        assert connection.owner.captured_mails.count() == 1


@OF_MICROSOFT
@pytest.mark.usefixtures("public")
def test_one_that_nobody_lived_to_write_down_is_taken_over_and_not_made_twice(
    server: Graph, connection: Connection
) -> None:
    jobs.run_due()
    there = set(server.subscriptions)
    MailSubscription.objects.update(external_id="", renew_at=None)
    subscribe_mail()
    assert set(server.subscriptions) == there
    assert set(MailSubscription.objects.values_list("external_id", flat=True)) == there


@OF_MICROSOFT
@pytest.mark.usefixtures("public")
def test_another_public_address_gets_subscriptions_of_its_own(
    server: Graph, connection: Connection, settings: Any
) -> None:
    jobs.run_due()
    settings.PUBLIC_URL = "https://new.example"
    MailSubscription.objects.update(renew_at=NOW)
    subscribe_mail()
    addresses = {one["notificationUrl"] for one in server.subscriptions.values()}
    assert len(addresses) == 2
    assert all(one.startswith("https://new.example/") for one in addresses)


@pytest.mark.parametrize(
    "url", ["http://kpi.example", "https://localhost", "https://192.168.1.5", "https://kpi.local", "https://kpi"]
)
@OF_MICROSOFT
def test_without_a_public_address_nothing_is_subscribed_and_mail_is_asked_for(
    url: str, server: Graph, connection: Connection, settings: Any
) -> None:
    settings.PUBLIC_URL = url
    sends(server)
    read_mail()
    subscribe_mail()
    assert not [path for path in server.paths() if "subscriptions" in path]
    assert connection.owner is not None
    assert connection.owner.captured_mails.count() == 1


@OF_GOOGLE
@pytest.mark.usefixtures("public")
def test_without_a_topic_nothing_is_watched_and_taking_it_away_stops_the_watch(
    server: FakeGmail, connection: Connection, ada: Member
) -> None:
    jobs.run_due()
    assert watched(server) == 1
    register_app(by=ada, provider="google", given=APP, uses=["mail"])
    subscribe_mail()
    assert watched(server) == 0
    assert not MailSubscription.objects.exists()
    subscribe_mail()
    assert server.paths("POST").count("/gmail/v1/users/me/watch") == 1


@pytest.mark.usefixtures("public")
def test_where_mail_is_no_use_any_more_nothing_is_reported(
    kind: str, server: MailServer, connection: Connection, ada: Member
) -> None:
    jobs.run_due()
    register_app(by=ada, provider=kind, given=APP, uses=["calendar"])
    subscribe_mail()
    assert watched(server) == MailSubscription.objects.count() == 0


@OF_MICROSOFT
def test_an_address_that_graph_does_not_reach_is_written_down_and_mail_is_asked_for(
    server: Graph, connection: Connection, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://kpi.example"
    sends(server)
    jobs.run_due()
    row = MailSubscription.objects.get(folder="inbox")
    assert "Subscription validation request failed" in row.fault
    assert row.external_id == ""
    assert Connection.objects.get().state == ConnectionState.CONNECTED
    assert connection.owner is not None
    assert connection.owner.captured_mails.count() == 1
    asked = len(server.asked)
    subscribe_mail()
    assert len(server.asked) == asked
    with until(timedelta(hours=7)):
        subscribe_mail()
    assert len(server.asked) > asked


@OF_GOOGLE
@pytest.mark.usefixtures("public")
def test_a_topic_to_which_gmail_may_not_publish_is_written_down(server: FakeGmail, rita: Member, ada: Member) -> None:
    connection = consented("google", rita, ada)
    other = {"push_topic": "projects/other/topics/mail", "push_account": "push@other.iam.gserviceaccount.com"}
    register_app(by=ada, provider="google", given=APP | other, uses=["mail"])
    subscribe_mail()
    assert "User not authorized" in MailSubscription.objects.get(connection=connection).fault
    assert Connection.objects.get().state == ConnectionState.CONNECTED


@pytest.mark.usefixtures("public")
def test_a_server_that_is_down_is_asked_again_soon(kind: str, server: MailServer, connection: Connection) -> None:
    part = "watch" if kind == "google" else "subscriptions"
    server.fail("POST", part, Answer(503, {}, b""))
    jobs.run_due()
    assert MailSubscription.objects.filter(fault__startswith="Answered 503").count() == 1
    make_due(Job.objects.get(kind="integrations.subscribe_mail", state=Job.State.QUEUED))
    jobs.run_due()
    assert not MailSubscription.objects.exclude(fault="").exists()
    assert watched(server) == MailSubscription.objects.count()


@OF_MICROSOFT
@pytest.mark.usefixtures("public")
def test_nothing_is_written_down_of_an_account_that_was_disconnected_meanwhile(
    server: Graph, connection: Connection
) -> None:
    def ended(request: Outgoing) -> Answer:
        answer = server(request)
        if request.method == "POST" and b"clientState" in request.body:
            Connection.objects.update(state=ConnectionState.ENDED)
        return answer

    with answered_by(ended):
        jobs.run_due()
    assert len(server.subscriptions) == 1
    assert not MailSubscription.objects.exclude(external_id="").exists()
