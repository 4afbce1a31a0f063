"""Secrets are searched for wherever something is written down: every table, the log, what pages and exports read."""

import logging
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.core.http import TooSlow
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.tests.conftest import ME, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.integrations.tests.test_connect import enqueue
from pacesetter.integrations.verbs import (
    begin_connection,
    check_connection,
    disconnect,
    edit_connection,
    finish_consent,
)
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request
from pacesetter.tenancy.sealed import sealed_columns

SECRETS = [
    "client-secret-97531",
    "access-one-86420",
    "refresh-one-13579",
    "access-two-24680",
    "refresh-two-99887",
    "code-55443322",
]
APP = {"client_id": "app", "client_secret": SECRETS[0]}
FIRST = {"access_token": SECRETS[1], "refresh_token": SECRETS[2], "expires_in": 1800}
SECOND = {"access_token": SECRETS[3], "refresh_token": SECRETS[4], "expires_in": 1800}


def everything_kept() -> str:
    """Every row of every table of the product, as a dump would have it."""
    parts = []
    for model in apps.get_models():
        if model._meta.app_label not in {"sessions", "contenttypes", "auth"}:
            manager = getattr(model, "across_organisations", model._default_manager)
            parts.append(serializers.serialize("json", manager.all()))
    return "\n".join(parts)


def test_no_secret_is_written_down_anywhere(ada: Member, play: Play, caplog: pytest.LogCaptureFixture) -> None:
    """Consent, use, renewal, errors that repeat what was sent, jobs that die, edits and the end."""
    caplog.set_level(logging.DEBUG)
    asked = new_request()
    known = " ".join(SECRETS[:3])
    echo = {"message": f"bad: {known}", "errors": [{"field": SECRETS[1], "message": SECRETS[2]}]}
    begun = begin_connection(by=ada, provider="null", way="oauth", given=APP)
    play(
        Recording("POST", "/token", status=500, body={"error_description": f"{SECRETS[0]} {SECRETS[5]}"}),
        Recording("POST", "/token", body=FIRST),
        ME,
    )
    for _try in range(2):
        try:
            finish_consent(begun, by=ada, code=SECRETS[5], asked=asked, back_to="https://kpi.example/back")
        except Failure as failure:
            assert not [secret for secret in SECRETS if secret in str(failure)]
    connection = Connection.objects.get()
    for recordings in (
        (Recording("GET", "/people", status=422, body=echo),),
        (Recording("GET", "/people", error=TooSlow("no answer")),),
        (
            Recording("GET", "/people", status=401, body=echo),
            Recording("POST", "/token", status=400, body={"error": "invalid_grant", **echo}),
        ),
    ):
        play(*recordings)
        enqueue(connection)
        jobs.run_due()
    play(ME, Recording("POST", "/token", body=SECOND))
    with clock.standing_at(clock.now() + timedelta(hours=1)):
        check_connection(connection, by=ada)
    edit_connection(connection, by=ada, mode="dry_run")
    assert [secret for secret in (*SECRETS, asked.verifier) if secret in everything_kept()] == []
    disconnect(connection, by=ada)
    said = caplog.text + repr([record.__dict__ for record in caplog.records])
    assert [secret for secret in (*SECRETS, asked.verifier) if secret in said] == []


def test_the_secrets_are_among_the_columns_whose_keys_are_rotated() -> None:
    assert (Connection, "secrets") in sealed_columns(list(apps.get_models()))
