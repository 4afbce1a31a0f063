"""Microsoft reports that something has come: it is looked at once, and nothing else of the report is believed."""

import json
from datetime import timedelta

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pacesetter import jobs
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.tests.conftest import NOW
from pacesetter.core import clock
from pacesetter.integrations.mails.push.reach import PATH
from pacesetter.integrations.mails.tests.conftest import consented, read_mail, sends
from pacesetter.integrations.microsoft.tests.fake_mail import FakeGraphMail
from pacesetter.integrations.models import Connection, ConnectionState, MailSubscription
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.verbs import pause_connection
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member

pytestmark = [pytest.mark.usefixtures("subscribed"), pytest.mark.parametrize("kind", ["microsoft"])]

LATER = NOW + timedelta(minutes=3)


@pytest.fixture
def subscribed(server: FakeGraphMail, connection: Connection, public: None) -> None:
    """Rita's account is read, and both folders report."""
    jobs.run_due()
    assert len(server.subscriptions) == 2


def waiting() -> int:
    return Job.objects.filter(kind="integrations.read_mail", state=Job.State.QUEUED).count()


def test_what_is_reported_is_read_at_once(server: FakeGraphMail) -> None:
    sends(server)
    with clock.standing_at(LATER):
        assert server.reports("sentitems") == 202
        jobs.run_due()
    assert CapturedMail.objects.count() == 1
    assert MailSubscription.objects.get(folder="sentitems").heard_at == LATER


def test_a_report_says_nothing_but_that_it_is_time_to_look(server: FakeGraphMail) -> None:
    with clock.standing_at(LATER):
        made_up = {"id": "x", "subject": "made up", "from": "eve@evil.example"}
        assert server.reports("inbox", resourceData=made_up, resource="https://evil.example/") == 202
        jobs.run_due()
    assert CapturedMail.objects.count() == 0
    assert not [one for one in server.asked if "evil" in one.url]


def test_a_flood_of_reports_is_one_look(server: FakeGraphMail) -> None:
    for _again in range(30):
        assert server.reports("inbox") == 202
    assert waiting() == 1
    # It waits until some time has passed since the last one.
    assert Job.objects.get(kind="integrations.read_mail", state="queued").run_at == NOW + timedelta(seconds=20)
    with CaptureQueriesContext(database) as told:
        server.reports("inbox")
    assert not [one for one in told if "INSERT" in one["sql"]]


def test_reports_that_come_late_twice_or_out_of_order_change_nothing(server: FakeGraphMail) -> None:
    sends(server)
    read_mail()
    with clock.standing_at(LATER):
        for folder in ("sentitems", "inbox", "sentitems"):
            assert server.reports(folder, subscriptionExpirationDateTime="2020-01-01T00:00:00Z") == 202
        jobs.run_due()
    assert CapturedMail.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"clientState": "guessed"},
        {"clientState": ""},
        {"clientState": None},
        {"clientState": ["x"]},
        {"clientState": "\ud800"},
        {"subscriptionId": "00000000-0000-0000-0000-000000000000"},
    ],
    ids=["guessed", "empty", "none", "no text", "no character", "another subscription"],
)
def test_what_is_forged_is_refused_as_what_is_unknown_is(
    forged: dict[str, object], server: FakeGraphMail, client: Client
) -> None:
    assert server.reports("inbox", **forged) == 404
    unknown = client.post(PATH.format(public_id="x" * 32), json.dumps({"value": [forged]}), "application/json")
    known = client.post(address(), json.dumps({"value": [forged]}), "application/json")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert waiting() == 0
    assert not MailSubscription.objects.exclude(heard_at=None).exists()


def test_the_secret_of_one_folder_opens_no_other(server: FakeGraphMail) -> None:
    secrets = {one["resource"]: one["clientState"] for one in server.subscriptions.values()}
    assert server.reports("inbox", clientState=secrets["/me/mailFolders('sentitems')/messages"]) == 404


def test_one_that_is_forged_gains_nothing_by_its_company(server: FakeGraphMail, client: Client) -> None:
    (known,) = [one for one in server.subscriptions.values() if "inbox" in one["resource"]]
    real = {"subscriptionId": known["id"], "clientState": known["clientState"], "changeType": "created"}
    forged = {"subscriptionId": known["id"], "clientState": "no", "lifecycleEvent": "subscriptionRemoved"}
    answer = client.post(address(), json.dumps({"value": [forged, real]}), "application/json")
    assert answer.status_code == 202
    assert waiting() == 1
    assert not Job.objects.filter(kind="integrations.subscribe_mail", state="queued").exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"", 422), (b"{", 422), (b"[" * 100_000, 422), (b"[]", 404), (b'{"value": 7}', 404), (b"x" * 300_000, 413)],
    ids=["empty", "broken", "deep", "a list", "no list", "long"],
)
def test_what_is_no_report_is_refused(body: bytes, status: int, client: Client) -> None:
    assert client.post(address(), body, "application/json").status_code == status
    assert client.get(address()).status_code == 405
    assert waiting() == 0


def test_an_address_is_validated_with_the_very_token_as_plain_text(client: Client) -> None:
    answer = client.post(address() + "?validationToken=a%20b%3Cscript%3E%2B%26")
    assert answer.status_code == 200
    assert answer.content == b"a b<script>+&"
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nobody_has_an_address_validated_that_is_not_ours(client: Client) -> None:
    for path in (PATH.format(public_id="x" * 32) + "?validationToken=a", address() + "?validationToken=" + "a" * 5000):
        answer = client.post(path)
        assert (answer.status_code, b"aaa" in answer.content) == (404, False)


def test_reauthorisation_that_is_asked_for_renews_the_subscription(server: FakeGraphMail) -> None:
    before = MailSubscription.objects.get(folder="inbox")
    assert before.expires_at is not None
    with clock.standing_at(LATER):
        for _again in range(5):
            assert server.lifecycle("inbox", "reauthorizationRequired") == 202
        assert Job.objects.filter(kind="integrations.subscribe_mail", state="queued").count() == 1
        jobs.run_due()
    after = MailSubscription.objects.get(folder="inbox", expires_at__gt=before.expires_at)
    assert after.external_id == before.external_id
    assert server.paths("PATCH") == [f"/v1.0/subscriptions/{before.external_id}"]


def test_a_subscription_that_was_removed_is_made_anew_and_what_was_missed_is_read(server: FakeGraphMail) -> None:
    (old,) = [one for one, body in server.subscriptions.items() if "sentitems" in body["resource"]]
    removed = server.subscriptions[old]
    sends(server)
    with clock.standing_at(LATER):
        assert server.lifecycle("sentitems", "subscriptionRemoved") == 202
        del server.subscriptions[old]
        jobs.run_due()
    (new,) = [one for one in server.subscriptions.values() if "sentitems" in one["resource"]]
    assert new["id"] != removed["id"]
    assert CapturedMail.objects.count() == 1


def test_that_one_was_removed_is_asked_and_not_believed(server: FakeGraphMail) -> None:
    there = set(server.subscriptions)
    with clock.standing_at(LATER):
        server.lifecycle("inbox", "subscriptionRemoved")
        jobs.run_due()
    assert set(server.subscriptions) == there


def test_reports_that_were_missed_are_made_up_for_by_a_look(server: FakeGraphMail) -> None:
    sends(server)
    with clock.standing_at(LATER):
        assert server.lifecycle("inbox", "missed") == 202
        jobs.run_due()
    assert CapturedMail.objects.count() == 1


def test_an_account_that_rests_is_not_looked_at(server: FakeGraphMail, connection: Connection, rita: Member) -> None:
    pause_connection(connection, by=rita)
    assert server.reports("inbox") == 202
    assert waiting() == 0


def test_nothing_is_taken_for_an_account_that_was_disconnected(server: FakeGraphMail) -> None:
    Connection.objects.update(state=ConnectionState.ENDED)
    assert server.reports("inbox") == 404
    assert waiting() == 0


def test_a_report_is_of_one_account_and_no_other(server: FakeGraphMail, raj: Member, ada: Member) -> None:
    others = FakeGraphMail()
    others.reach = server.reach
    with answered_by(others):
        consented("microsoft", raj, ada)
        jobs.run_due()
    with clock.standing_at(LATER):
        assert others.reports("inbox") == 202
    (job,) = Job.objects.filter(kind="integrations.read_mail", state="queued")
    assert Connection.objects.get(pk=job.payload["connection"]).owner == raj


def address() -> str:
    """Where the inbox reports to."""
    return PATH.format(public_id=MailSubscription.objects.get(folder="inbox").public_id)
