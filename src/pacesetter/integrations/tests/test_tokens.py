"""Consent, and tokens that are renewed by one for all."""

from datetime import timedelta
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.gates import gate
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.oauth.consent import consent_address, keep_tokens
from pacesetter.integrations.oauth.tokens import with_fresh_token
from pacesetter.integrations.provider import Provider
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.sending import Sender
from pacesetter.integrations.tests.conftest import ME, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.integrations.verbs import begin_connection, finish_consent
from pacesetter.people.models import Member
from pacesetter.people.oidc import new_request

BACK = "https://kpi.example/settings/connections/callback/"
FIRST = {"access_token": "access-1", "refresh_token": "refresh-1", "expires_in": 1800}
SECOND = {"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": 1800}
PEOPLE = Recording("GET", "/people", body=[])


@pytest.fixture
def begun(ada: Member) -> Connection:
    given = {"client_id": "app", "client_secret": "app-secret"}
    return begin_connection(by=ada, provider="null", way="oauth", given=given)


@pytest.fixture
def consented(begun: Connection, ada: Member, play: Play) -> Connection:
    play(Recording("POST", "/token", body=FIRST), ME)
    return finish_consent(begun, by=ada, code="code-1", asked=new_request(), back_to=BACK)


def test_the_browser_is_sent_with_state_and_challenge_and_no_secret(begun: Connection) -> None:
    asked = new_request()
    address = consent_address(begun, asked, back_to=BACK)
    query = dict(parse_qsl(urlsplit(address).query))
    assert address.startswith("https://api.null.example/authorize?")
    assert query["state"] == asked.state
    assert (query["code_challenge"], query["code_challenge_method"]) == (asked.challenge, "S256")
    assert "app-secret" not in address
    assert asked.verifier not in address


def test_the_code_is_changed_with_its_verifier(begun: Connection, ada: Member, play: Play) -> None:
    asked = new_request()
    twin = play(Recording("POST", "/token", body=FIRST), ME)
    done = finish_consent(begun, by=ada, code="code-1", asked=asked, back_to=BACK)
    form = parse_qs(twin.asked[0].body.decode())
    assert (form["code"], form["code_verifier"], form["redirect_uri"]) == (["code-1"], [asked.verifier], [BACK])
    assert (done.state, done.account_name) == (ConnectionState.CONNECTED, "Acme Ltd")
    assert twin.asked[1].headers["Authorization"] == "Bearer access-1"


def test_a_token_about_to_end_is_renewed_and_both_are_kept(consented: Connection, play: Play) -> None:
    twin = play(Recording("POST", "/token", body=SECOND), PEOPLE)
    with clock.standing_at(clock.now() + timedelta(minutes=29)), Caller(consented) as caller:
        caller.get("/people")
    assert parse_qs(twin.asked[0].body.decode())["refresh_token"] == ["refresh-1"]
    assert twin.asked[1].headers["Authorization"] == "Bearer access-2"
    kept = secrets_of(Connection.objects.get(pk=consented.pk))
    assert (kept["access_token"], kept["refresh_token"]) == ("access-2", "refresh-2")


def test_a_token_that_is_not_known_any_more_is_renewed_once_and_the_request_repeated(
    consented: Connection, play: Play
) -> None:
    twin = play(Recording("GET", "/people", status=401, body={}), Recording("POST", "/token", body=SECOND), PEOPLE)
    with Caller(consented) as caller:
        assert caller.get("/people").ok
    assert twin.paths == ["GET /people", "POST /token", "GET /people"]


def test_a_consent_that_was_taken_back_is_said(consented: Connection, play: Play) -> None:
    play(
        Recording("GET", "/people", status=401, body={}),
        Recording("POST", "/token", status=400, body={"error": "invalid_grant"}),
    )
    with Caller(consented) as caller, pytest.raises(Failure) as told:
        caller.get("/people")
    assert told.value.kind is FailureKind.AUTHORISATION
    assert Connection.objects.get(pk=consented.pk).refreshing_until is None


def test_whoever_comes_second_waits_for_what_the_first_gets(
    consented: Connection, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else holds the lease; while this one sleeps, it writes new tokens."""
    later = clock.now() + timedelta(minutes=29)
    Connection.objects.filter(pk=consented.pk).update(
        refreshing_by="other", refreshing_until=later + timedelta(seconds=50)
    )

    def other_finishes(seconds: float) -> None:
        row = Connection.objects.get(pk=consented.pk)
        keep_tokens(row, SECOND)
        row.save()

    monkeypatch.setattr(gate, "sleep", other_finishes)
    twin = play()
    with clock.standing_at(later), Sender() as sender:
        fresh = with_fresh_token(consented, sender)
    assert secrets_of(fresh)["access_token"] == "access-2"
    assert twin.asked == []


def test_the_lease_of_a_worker_that_died_ends(consented: Connection, play: Play) -> None:
    later = clock.now() + timedelta(minutes=29)
    Connection.objects.filter(pk=consented.pk).update(
        refreshing_by="dead", refreshing_until=later - timedelta(seconds=1)
    )
    twin = play(Recording("POST", "/token", body=SECOND))
    with clock.standing_at(later), Sender() as sender:
        with_fresh_token(consented, sender)
    assert len(twin.asked) == 1


def test_an_endpoint_that_says_no_with_200_gives_no_token(begun: Connection, ada: Member, play: Play) -> None:
    play(Recording("POST", "/token", body={"error": "invalid_client"}))
    with pytest.raises(Failure) as told:
        finish_consent(begun, by=ada, code="code-1", asked=new_request(), back_to=BACK)
    assert told.value.kind is FailureKind.CONFIGURATION


@pytest.mark.parametrize(
    ("said", "life"),
    [
        (1800, timedelta(minutes=30)),
        ("1800", timedelta(minutes=30)),
        (10**30, timedelta(days=3650)),
        (float("inf"), timedelta(days=3650)),
        (float("nan"), None),
        ("9" * 5_000, None),
        ("²", None),
        ("٣", None),
        (0, None),
        (None, None),
    ],
)
def test_how_long_a_token_is_good(said: object, life: timedelta | None) -> None:
    assert Provider().token_life({"expires_in": said}) == life
