"""The address to which phone systems report."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from standardwebhooks.webhooks import Webhook

from pacesetter.activities.models import ActivityType
from pacesetter.people.models import Member
from pacesetter.telephony.models import CallReport, CallSource
from pacesetter.telephony.verbs import add_source


@pytest.fixture
def system(ada: Member, call: ActivityType) -> tuple[CallSource, str]:
    return add_source(by=ada, name="Switchboard", shape="standard", outbound_type=call)


def post(source: CallSource, body: str | bytes, headers: Mapping[str, str]) -> Any:
    return Client(enforce_csrf_checks=True).post(
        f"/api/v1/inbound/calls/{source.public_id}/", body, content_type="application/json", headers=dict(headers)
    )


def signature(secret: str, body: str) -> dict[str, str]:
    now = datetime.now(UTC)
    return {
        "webhook-id": "m-1",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(secret).sign("m-1", now, body),
    }


def test_a_signed_report_is_accepted_and_kept(system: tuple[CallSource, str]) -> None:
    source, secret = system
    body = json.dumps({"type": "call.ended", "data": {}})
    answer = post(source, body, signature(secret, body))
    assert answer.status_code == 202
    assert json.loads(answer.content)["status"] == "accepted"
    assert bytes(CallReport.objects.get().body) == body.encode()


def test_an_unsigned_one_is_refused(system: tuple[CallSource, str]) -> None:
    assert post(system[0], "{}", {}).status_code == 401
    assert CallReport.objects.count() == 0


@pytest.mark.parametrize(
    ("shape", "body"),
    [
        ("twilio", b"CallSid=\xff"),
        ("twilio", b"&".join([b"a=1"] * 201)),
        ("aircall", b"\xff"),
        ("aircall", b'{"token": "\\ud800"}'),
        ("aircall", b"9" * 5000),
        ("standard", b"\xff"),
    ],
    ids=["no text", "too many fields", "no JSON", "half a character", "a number too long", "unsigned"],
)
def test_what_cannot_be_read_is_refused_like_what_is_unsigned(
    shape: str, body: bytes, ada: Member, call: ActivityType
) -> None:
    source, _ = add_source(by=ada, name="Phones", shape=shape, secret="a token of theirs", outbound_type=call)
    headers = {"webhook-id": "m-1", "webhook-timestamp": "1", "webhook-signature": "v1,x"}
    assert post(source, body, headers).status_code == 401
    assert CallReport.objects.count() == 0
    assert CallSource.objects.get().last_error != ""


def test_an_unknown_address_is_not_found(system: tuple[CallSource, str]) -> None:
    assert Client().post("/api/v1/inbound/calls/guessed/", "{}", content_type="application/json").status_code == 404


def test_a_report_that_is_too_long_is_refused_unread(system: tuple[CallSource, str]) -> None:
    assert post(system[0], "x" * 70_000, {}).status_code == 413


@pytest.mark.parametrize("said", ["²", "٣", "-1", "9" * 5_000])
def test_a_length_that_is_none_is_refused(said: str, system: tuple[CallSource, str]) -> None:
    path = f"/api/v1/inbound/calls/{system[0].public_id}/"
    assert Client().post(path, "{}", content_type="application/json", CONTENT_LENGTH=said).status_code == 413


def test_a_try_of_the_address_is_answered(system: tuple[CallSource, str]) -> None:
    assert Client().get(f"/api/v1/inbound/calls/{system[0].public_id}/").status_code == 200
