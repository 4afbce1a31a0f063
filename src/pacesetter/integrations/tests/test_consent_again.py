"""Consenting again: the tokens that work are kept until the new ones are known to reach the same account."""

import pytest

from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection, ConnectionState, SentRequest
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.tests.conftest import ME, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.integrations.verbs import begin_connection, finish_consent
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

APP = {"client_id": "app", "client_secret": "app-secret", "api_url": "https://api.null.example"}
BOLT = Recording("GET", "/me", body={"accounts": [{"id": "b2", "name": "Bolt"}]})


def tokens(name: str) -> Recording:
    return Recording("POST", "/token", body={"access_token": f"{name}-access", "refresh_token": f"{name}-refresh"})


def consented(row: Connection, by: Member) -> Connection:
    return finish_consent(row, by=by, code="c", asked=new_request(), back_to="https://kpi.example/back")


@pytest.fixture
def connected(ada: Member, play: Play) -> Connection:
    play(tokens("first"), ME)
    return consented(begin_connection(by=ada, provider="null", way="oauth", given=APP), ada)


def has_tokens(row: Connection, name: str) -> bool:
    row.refresh_from_db()
    kept = secrets_of(row)
    assert kept["client_secret"] == "app-secret"
    assert not Connection.objects.exclude(pk=row.pk).exists()
    return (kept["access_token"], kept["refresh_token"]) == (f"{name}-access", f"{name}-refresh")


def test_for_another_account_it_is_refused_and_what_works_goes_on(
    connected: Connection, ada: Member, play: Play
) -> None:
    play(tokens("second"), BOLT)
    with pytest.raises(Refusal, match="You consented for Bolt, and this connection is for Acme Ltd"):
        consented(connected, ada)
    assert has_tokens(connected, "first")
    assert (connected.state, connected.account_id) == (ConnectionState.CONNECTED, "a1")
    assert SentRequest.objects.filter(connection=connected).count() == 4


def test_where_it_waits_for_somebody_it_goes_on_waiting(connected: Connection, ada: Member, play: Play) -> None:
    Connection.objects.update(state=ConnectionState.NEEDS_ATTENTION, fault_kind="authorisation")
    connected.refresh_from_db()
    play(tokens("second"), BOLT)
    with pytest.raises(Refusal):
        consented(connected, ada)
    assert has_tokens(connected, "first")
    assert connected.state == ConnectionState.NEEDS_ATTENTION


def test_for_the_same_account_the_new_tokens_are_kept(connected: Connection, ada: Member, play: Play) -> None:
    Connection.objects.update(state=ConnectionState.NEEDS_ATTENTION, fault_kind="authorisation", fault="Ended")
    connected.refresh_from_db()
    play(tokens("second"), ME)
    assert consented(connected, ada).pk == connected.pk
    assert has_tokens(connected, "second")
    assert (connected.state, connected.fault) == (ConnectionState.CONNECTED, "")


def test_where_it_can_t_be_found_out_what_works_goes_on(connected: Connection, ada: Member, play: Play) -> None:
    play(tokens("second"), Recording("GET", "/me", status=403, body={}))
    with pytest.raises(Failure):
        consented(connected, ada)
    assert has_tokens(connected, "first")
    assert connected.state == ConnectionState.CONNECTED


def test_sellers_do_not_consent_for_the_organisation(connected: Connection, rita: Member) -> None:
    with pytest.raises(NotAllowed):
        consented(connected, rita)
    assert has_tokens(connected, "first")
