"""Requests of a connection."""

from urllib.parse import parse_qs

import pytest

from pacesetter.core.http import TooSlow
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind, NotConnected
from pacesetter.integrations.models import Connection, RateGate, SentRequest
from pacesetter.integrations.tests.conftest import SECRET, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.integrations.verbs import edit_connection, pause_connection
from pacesetter.people.models import Member


def test_a_request_carries_the_proof_and_is_logged_without_it(by_key: Connection, play: Play) -> None:
    twin = play(Recording("POST", "/things", body={"id": 7, "echo": f"key {SECRET}"}))
    with Caller(by_key, about="activity 7") as caller:
        caller.send("POST", "/things", json_body={"name": "Jane", "token": "t"}, params={"page": 2, "none": None})
    assert twin.asked[0].headers["Authorization"] == f"Bearer {SECRET}"
    assert parse_qs(twin.asked[0].url.partition("?")[2]) == {"page": ["2"]}
    kept = SentRequest.objects.first()
    assert kept is not None
    assert (kept.method, kept.status, kept.about, kept.failure_kind) == ("POST", 200, "activity 7", "")
    assert kept.sent == '{"name": "Jane", "token": "***"}'
    assert SECRET not in kept.received + kept.address


def test_lists_that_went_well_are_not_kept(by_key: Connection, play: Play) -> None:
    play(Recording("GET", "/people", body=[{"name": "Jane"}]))
    with Caller(by_key) as caller:
        caller.get("/people")
    kept = SentRequest.objects.first()
    assert kept is not None
    assert kept.received == ""


def test_in_a_dry_run_reads_go_out_and_writes_stay_here(by_key: Connection, ada: Member, play: Play) -> None:
    edit_connection(by_key, by=ada, mode="dry_run")
    twin = play(Recording("GET", "/people", body=[]))
    with Caller(by_key) as caller:
        assert caller.get("/people").json() == []
        answer = caller.send("POST", "/things", json_body={"name": "Jane"}, pretend={"id": "dry"})
    assert (answer.is_pretended, answer.json()) == (True, {"id": "dry"})
    assert twin.paths == ["GET /people"]
    kept = SentRequest.objects.first()
    assert kept is not None
    assert (kept.is_pretended, kept.status, kept.sent) == (True, None, '{"name": "Jane"}')


def test_nothing_goes_out_while_it_is_paused(by_key: Connection, ada: Member, play: Play) -> None:
    twin = play()
    with Caller(by_key) as caller:
        pause_connection(by_key, by=ada)
        with pytest.raises(NotConnected):
            caller.get("/people")
    assert twin.asked == []


def test_a_failure_says_what_the_other_side_said_without_the_key(by_key: Connection, play: Play) -> None:
    play(Recording("POST", "/things", status=422, body={"message": f"bad key {SECRET}", "errors": [{"field": "name"}]}))
    with Caller(by_key) as caller, pytest.raises(Failure) as told:
        caller.send("POST", "/things", json_body={})
    assert told.value.kind is FailureKind.PERMANENT
    assert told.value.text == "Answered 422: bad key ***; name"


def test_where_no_answer_came_it_may_have_happened(by_key: Connection, play: Play) -> None:
    play(Recording("POST", "/things", error=TooSlow("api.null.example did not answer in time")))
    with Caller(by_key) as caller, pytest.raises(Failure) as told:
        caller.send("POST", "/things")
    assert (told.value.kind, told.value.may_have_acted) == (FailureKind.TEMPORARY, True)
    kept = SentRequest.objects.first()
    assert kept is not None
    assert (kept.status, kept.failure_kind) == (None, "temporary")


def test_a_pause_that_is_asked_for_is_everybody_s(by_key: Connection, play: Play) -> None:
    play(Recording("GET", "/people", status=429, headers={"Retry-After": "600"}, body={}))
    with Caller(by_key, patience=1) as caller:
        for _ in range(2):  # the second is not even sent: nothing more is recorded
            with pytest.raises(Failure) as told:
                caller.get("/people")
            assert told.value.kind is FailureKind.TEMPORARY
    assert RateGate.objects.get(connection=by_key).state["closed_until"] > 0


def test_a_redirect_is_not_followed(by_key: Connection, play: Play) -> None:
    twin = play(Recording("GET", "/people", status=302, headers={"Location": "https://10.0.0.1/"}, body={}))
    with Caller(by_key) as caller, pytest.raises(Failure) as told:
        caller.get("/people")
    assert told.value.kind is FailureKind.CONFIGURATION
    assert len(twin.asked) == 1


def test_an_address_of_another_host_is_taken_for_a_path(by_key: Connection, play: Play) -> None:
    """Where an answer names the next page elsewhere, the key does not follow."""
    twin = play()
    with Caller(by_key) as caller, pytest.raises(Failure):
        caller.get("https://evil.example/next")
    assert twin.asked[0].url == "https://api.null.example/https://evil.example/next"
