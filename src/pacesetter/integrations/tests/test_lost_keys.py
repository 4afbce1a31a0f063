"""The keys of the installation are lost: what was sealed with them can't be opened, and is given anew."""

from typing import Any

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.core.sealing import KeyRing
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.tests.conftest import ME, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.integrations.verbs import begin_connection, edit_connection, finish_consent, replaced_secrets
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request
from pacesetter.tenancy.sealed import ring

APP = {"client_id": "app", "client_secret": "app-secret", "api_url": "https://api.null.example"}


@pytest.fixture
def lose_keys(settings: Any) -> Any:
    def lose() -> KeyRing:
        before = ring()
        settings.SEALING_KEYS_FILE = None
        settings.SEALING_KEYS = KeyRing({"new": bytes(range(32))}, "new")
        return before

    return lose


def test_an_empty_secret_is_asked_for_and_a_typed_one_takes_its_place(
    by_key: Connection, ada: Member, lose_keys: Any
) -> None:
    lose_keys()
    with pytest.raises(Refusal) as refused:
        edit_connection(by_key, by=ada, given={"api_key": "", "api_url": "https://eu.null.example/"})
    assert refused.value.field == "api_key"
    assert replaced_secrets(by_key, {"api_key": "another", "api_url": "https://eu.null.example/"}) == []
    edit_connection(by_key, by=ada, given={"api_key": "another", "api_url": "https://eu.null.example/"})
    by_key.refresh_from_db()
    assert secrets_of(by_key) == {"api_key": "another"}


def test_what_is_changed_beside_them_leaves_secrets_for_keys_that_come_back(
    by_key: Connection, ada: Member, lose_keys: Any, settings: Any
) -> None:
    kept = secrets_of(by_key)
    before = lose_keys()
    edit_connection(by_key, by=ada, mode="dry_run")
    settings.SEALING_KEYS = before
    by_key.refresh_from_db()
    assert (by_key.mode, secrets_of(by_key)) == ("dry_run", kept)


def test_whoever_gives_the_secret_of_the_app_anew_can_consent_again(ada: Member, play: Play, lose_keys: Any) -> None:
    def consent(row: Connection) -> Connection:
        return finish_consent(row, by=ada, code="c", asked=new_request(), back_to="https://kpi.example/back")

    tokens = {"access_token": "fresh-access", "refresh_token": "fresh-refresh"}
    play(Recording("POST", "/token", body=tokens), ME)
    row = consent(begin_connection(by=ada, provider="null", way="oauth", given=APP))
    lose_keys()
    with pytest.raises(Failure, match="can't be opened"):
        secrets_of(row)
    edit_connection(row, by=ada, given=APP)
    play(Recording("POST", "/token", body=tokens), ME)
    consent(row)
    row.refresh_from_db()
    assert secrets_of(row) == {"client_secret": "app-secret", **tokens}


def test_only_administrators_give_them(by_key: Connection, rita: Member, lose_keys: Any) -> None:
    lose_keys()
    with pytest.raises(NotAllowed):
        edit_connection(by_key, by=rita, given={"api_key": "another"})
