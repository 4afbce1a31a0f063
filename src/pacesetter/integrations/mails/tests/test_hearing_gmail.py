"""Google reports by Pub/Sub that something has come: signed for our address by the service account that was named."""

import base64
import json
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from pacesetter import jobs
from pacesetter.addins.gmail.tests.google import Google, running_google
from pacesetter.capture.gmail import keys
from pacesetter.capture.models import CapturedMail
from pacesetter.capture.tests.conftest import NOW
from pacesetter.conftest import make_member
from pacesetter.core import clock
from pacesetter.core.http import Rules, networks
from pacesetter.integrations.google.tests.fake import OWNER
from pacesetter.integrations.google.tests.fake_mail import FakeGmail
from pacesetter.integrations.mails.tests.conftest import APP, PUSH, PUSH_ACCOUNT, consented, sends
from pacesetter.integrations.models import Connection, ConnectionState, MailSubscription, OAuthApp
from pacesetter.integrations.verbs import register_app
from pacesetter.jobs.models import Job
from pacesetter.people.models import AccessLevel, Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope

pytestmark = [pytest.mark.usefixtures("watched"), pytest.mark.parametrize("kind", ["google"])]

LATER = NOW + timedelta(minutes=3)
LONG_AGO = int(time.time()) - 7200
Publish = Callable[..., Any]


@pytest.fixture(scope="module")
def key_pairs() -> list[rsa.RSAPrivateKey]:
    return [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _number in range(2)]


@pytest.fixture
def watched(server: FakeGmail, connection: Connection, public: None) -> None:
    """Rita's account is read, and its mailbox watched."""
    jobs.run_due()
    assert server.watch is not None


@pytest.fixture
def google(key_pairs: list[rsa.RSAPrivateKey], settings: Any) -> Iterator[Google]:
    keys.forget()
    with running_google() as google:
        google.keys["one"] = key_pairs[0]
        settings.GOOGLE_KEYS_URL = f"{google.address}/certs"
        settings.GOOGLE_RULES = Rules(networks(["127.0.0.0/8"]), frozenset({google.port}), seconds=5)
        yield google


@pytest.fixture
def publish(google: Google, client: Client) -> Publish:
    """A message as Pub/Sub pushes it: `publish(email=…, data=…, token=…, **claims)`; the status that came."""

    def push(**given: Any) -> int:
        address = given.pop("email", OWNER)
        data = given.pop("data", {"emailAddress": address, "historyId": 9876543210})
        path = given.pop("path", path_now())
        claims = {"aud": f"https://kpi.example{path}", "email": PUSH_ACCOUNT, **given}
        token = claims.pop("token", None) or google.system_token(path, **claims)
        message = {
            "data": base64.urlsafe_b64encode(json.dumps(data).encode()).decode(),
            "messageId": "2070443601311540",
            "publishTime": "2026-03-22T23:00:00.000Z",
        }
        body = {"message": message, "subscription": "projects/acme-kpi/subscriptions/pacesetter-mail"}
        headers = {"Authorization": f"Bearer {token}"}
        return client.post(path, json.dumps(body), "application/json", headers=headers).status_code

    return push


def path_now() -> str:
    return f"/api/v1/inbound/push/google/{OAuthApp.objects.get().push_id}/"


def waiting() -> int:
    return Job.objects.filter(kind="integrations.read_mail", state=Job.State.QUEUED).count()


def test_what_is_reported_is_read_at_once_from_where_we_were(server: FakeGmail, publish: Publish) -> None:
    sends(server)
    with clock.standing_at(LATER):
        assert publish() == 204
        jobs.run_due()
    assert CapturedMail.objects.count() == 1
    # The number in the report is far ahead, and was not asked for.
    assert not [one for one in server.asked if "9876543210" in one.url]
    assert MailSubscription.objects.get().heard_at == LATER


def test_reports_that_come_again_and_again_are_one_look(publish: Publish) -> None:
    assert [publish() for _again in range(10)] == [204] * 10
    assert waiting() == 1


ATTACKS: dict[str, dict[str, Any]] = {
    "another issuer": {"iss": "https://accounts.evil.example"},
    "another audience": {"aud": "https://kpi.example/addins/gmail/home/"},
    "several audiences": {"aud": ["https://kpi.example/", "https://evil.example/"]},
    "expired": {"exp": LONG_AGO, "iat": LONG_AGO - 3600},
    "without end": {"exp": None},
    "not made yet": {"iat": int(time.time()) + 3600},
    "another service account": {"email": "push@evil.iam.gserviceaccount.com"},
    "not verified": {"email_verified": False},
    "no address": {"email": None},
}


@pytest.mark.parametrize("attack", list(ATTACKS))
def test_a_report_that_google_did_not_sign_for_us_is_refused(attack: str, google: Google, publish: Publish) -> None:
    claims = {"email": PUSH_ACCOUNT, "aud": f"https://kpi.example{path_now()}", **ATTACKS[attack]}
    assert publish(token=google.system_token(path_now(), **claims)) == 401
    assert waiting() == 0


def test_other_keys_and_algorithms_are_refused(
    google: Google, publish: Publish, key_pairs: list[rsa.RSAPrivateKey]
) -> None:
    claims = {
        "iss": "https://accounts.google.com",
        "aud": f"https://kpi.example{path_now()}",
        "sub": "1",
        "iat": int(time.time()),
        "exp": int(time.time()) + 3600,
        "email": PUSH_ACCOUNT,
        "email_verified": True,
    }
    for token in (
        google.signed(claims, key=key_pairs[1]),
        jwt.encode(claims, "", algorithm="none", headers={"kid": "one"}),
        jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": "one"}),
        google.signed(claims, key_id="unknown", key=key_pairs[1]),
        "no token",
    ):
        assert publish(token=token) == 401
    assert publish(token=google.signed(claims)) == 204


def test_new_keys_of_google_s_are_fetched_and_old_ones_forgotten(
    google: Google, publish: Publish, key_pairs: list[rsa.RSAPrivateKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(keys, "_seconds", lambda: now[0])
    assert publish() == 204
    del google.keys["one"]
    google.keys["two"] = key_pairs[1]
    now[0] += 61
    assert publish(key_id="two") == 204
    old = google.signed({"aud": f"https://kpi.example{path_now()}", "email": PUSH_ACCOUNT}, key=key_pairs[0])
    assert publish(token=old) == 401


def test_without_google_s_keys_it_is_to_come_again(google: Google, publish: Publish) -> None:
    google.is_down = True
    assert publish() == 503
    assert waiting() == 0


def test_an_address_that_is_none_answers_as_a_bad_token_does(publish: Publish, client: Client) -> None:
    nowhere = "/api/v1/inbound/push/google/guessed/"
    assert publish(path=nowhere) == 401
    unknown, known = client.post(nowhere), client.post(path_now())
    assert (unknown.status_code, unknown.content) == (known.status_code, known.content)
    assert client.get(path_now()).status_code == 405


@pytest.mark.parametrize(
    "data", [{}, [], "x", {"emailAddress": 7}, {"emailAddress": "nobody@gmail.example"}, {"historyId": 1}]
)
def test_a_signed_message_about_no_mailbox_of_ours_is_taken_and_forgotten(data: Any, publish: Publish) -> None:
    assert publish(data=data) == 204
    assert waiting() == 0


def test_a_message_that_is_too_long_is_not_read(client: Client) -> None:
    assert client.post(path_now(), b"x" * 300_000, "application/json").status_code == 413


@pytest.mark.parametrize("said", ["²", "٣", "9" * 5_000])
def test_a_length_that_is_none_is_refused(said: str, client: Client) -> None:
    assert client.post(path_now(), b"{}", "application/json", CONTENT_LENGTH=said).status_code == 413


def test_the_app_of_another_organisation_wakes_nobody_here(other_organisation: Organisation, publish: Publish) -> None:
    with scope(other_organisation):
        olga = make_member(other_organisation, "Olga", AccessLevel.ADMINISTRATOR)
        app = register_app(by=olga, provider="google", given=APP | PUSH, uses=["mail"])
    assert publish(path=f"/api/v1/inbound/push/google/{app.push_id}/") == 204
    assert waiting() == 0


def test_an_account_that_is_not_in_use_is_not_looked_at(publish: Publish) -> None:
    Connection.objects.update(state=ConnectionState.ENDED)
    assert publish() == 204
    assert waiting() == 0


def test_two_members_who_have_connected_one_mailbox_both_hear(publish: Publish, raj: Member, ada: Member) -> None:
    consented("google", raj, ada)
    jobs.run_due()
    with clock.standing_at(LATER):
        assert publish() == 204
    assert waiting() == 2
