"""A connection, from its beginning to its end."""

import pytest

from pacesetter import jobs
from pacesetter.core.refusal import NotAllowed, Refusal
from pacesetter.events.models import Event
from pacesetter.integrations.access import connections_seen_by, get_connection_for
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure, FailureKind
from pacesetter.integrations.links import link, ours_of, theirs_of, unlink
from pacesetter.integrations.models import Connection, ConnectionState
from pacesetter.integrations.secrets_of import secrets_of
from pacesetter.integrations.tests.conftest import ME, SECRET, Play
from pacesetter.integrations.tests.recorded import Recording
from pacesetter.integrations.verbs import (
    begin_connection,
    check_connection,
    disconnect,
    edit_connection,
    pause_connection,
    resume_connection,
    retry_job,
)
from pacesetter.integrations.working import failed_jobs, working_with
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.tenancy.scope import scope

KEY = {"api_key": SECRET}


@jobs.handler("integrations.tried_in_tests", atomic=False, max_attempts=2)
def tried(job: jobs.RunningJob) -> None:
    """A job that asks the other side for its people."""
    connection = Connection.objects.get(pk=job.payload["connection"])
    with working_with(connection), Caller(connection, patience=0) as caller:
        caller.get("/people")


def enqueue(connection: Connection) -> Job:
    return jobs.enqueue("integrations.tried_in_tests", {"connection": connection.pk})


def test_by_key(by_key: Connection) -> None:
    assert (by_key.state, by_key.account_id, by_key.account_name) == (ConnectionState.CONNECTED, "a1", "Acme Ltd")
    assert SECRET not in by_key.secrets
    told = Event.objects.get(verb="connection.connected")
    assert told.data["after"] == {"provider": "null", "account": "Acme Ltd", "mode": "live"}


def test_a_key_that_is_wrong_is_said_and_the_connection_is_not_in_use(ada: Member, play: Play) -> None:
    play(Recording("GET", "/me", status=401, body={"message": "Bad key"}))
    begun = begin_connection(by=ada, provider="null", way="key", given=KEY)
    with pytest.raises(Failure, match="Bad key"):
        check_connection(begun, by=ada)
    begun.refresh_from_db()
    assert begun.state == ConnectionState.BEGUN


@pytest.mark.parametrize(
    ("given", "field"),
    [({}, "api_key"), ({**KEY, "api_url": "http://x.example"}, "api_url"), ({"api_key": "x" * 1001}, "api_key")],
)
def test_what_is_missing_or_wrong_is_said_at_its_field(ada: Member, given: dict[str, str], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        begin_connection(by=ada, provider="null", way="key", given=given)
    assert refused.value.field == field


def test_only_administrators_connect_the_organisation(rita: Member, mona: Member) -> None:
    for member in (rita, mona):
        with pytest.raises(NotAllowed):
            begin_connection(by=member, provider="null", way="key", given=KEY)


def test_every_verb_refuses_who_may_not(by_key: Connection, rita: Member) -> None:
    for verb in (pause_connection, resume_connection, disconnect, edit_connection, check_connection, retry_job):
        with pytest.raises(NotAllowed):
            verb(by_key, by=rita)


def test_nobody_else_sees_it(by_key: Connection, rita: Member, ada: Member, otto: Member) -> None:
    assert get_connection_for(ada, by_key.pk) == by_key
    with pytest.raises(Connection.DoesNotExist):
        get_connection_for(rita, by_key.pk)
    with scope(otto.organisation):
        assert not connections_seen_by(otto).exists()


def test_an_account_is_connected_once(by_key: Connection, ada: Member, play: Play) -> None:
    play(ME)
    second = begin_connection(by=ada, provider="null", way="key", given=KEY)
    with pytest.raises(Refusal, match="connected already"):
        check_connection(second, by=ada)


def test_the_same_account_connected_again_knows_what_it_knew(by_key: Connection, ada: Member, play: Play) -> None:
    link(by_key, "client", "c1", "company", 7)
    disconnect(by_key, by=ada)
    by_key.refresh_from_db()
    assert (by_key.state, by_key.secrets) == (ConnectionState.ENDED, "")
    play(ME)
    begun = begin_connection(by=ada, provider="null", way="key", given={"api_key": "another-key-1"})
    back = check_connection(begun, by=ada)
    assert (back.pk, back.state, back.ended_at) == (by_key.pk, ConnectionState.CONNECTED, None)
    assert secrets_of(back) == {"api_key": "another-key-1"}
    assert theirs_of(back, "client", "company", 7) == "c1"
    assert Connection.objects.count() == 1


def test_another_account_behind_the_same_connection_is_refused(by_key: Connection, ada: Member, play: Play) -> None:
    play(Recording("GET", "/me", body={"accounts": [{"id": "b2", "name": "Bolt"}]}))
    with pytest.raises(Failure, match="another account"):
        check_connection(by_key, by=ada)
    by_key.refresh_from_db()
    assert (by_key.state, by_key.fault_kind) == (ConnectionState.NEEDS_ATTENTION, "configuration")


def test_an_empty_secret_stays_what_it_is(by_key: Connection, ada: Member) -> None:
    row = edit_connection(by_key, by=ada, given={"api_key": "", "api_url": "https://eu.null.example/"})
    assert secrets_of(row) == {"api_key": SECRET}
    assert row.settings["api_url"] == "https://eu.null.example"


def test_a_refused_key_needs_attention_and_what_failed_comes_back_once_it_works(
    by_key: Connection, ada: Member, play: Play
) -> None:
    play(Recording("GET", "/people", status=401, body={"message": "Key revoked"}))
    enqueue(by_key)
    jobs.run_due()
    by_key.refresh_from_db()
    assert (by_key.state, by_key.fault) == (ConnectionState.NEEDS_ATTENTION, "Answered 401: Key revoked")
    assert len(failed_jobs(by_key)) == 1
    play(ME, Recording("GET", "/people", body=[]))
    check_connection(by_key, by=ada)
    assert jobs.run_due() == 1
    assert not failed_jobs(by_key).exists()
    by_key.refresh_from_db()
    assert (by_key.state, by_key.fault) == (ConnectionState.CONNECTED, "")


def test_what_is_temporary_is_tried_again_by_itself_and_says_nothing(by_key: Connection, play: Play) -> None:
    play(Recording("GET", "/people", status=503, headers={"Retry-After": "60"}, body={}))
    job = enqueue(by_key)
    jobs.run_due()
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED
    by_key.refresh_from_db()
    assert by_key.state == ConnectionState.CONNECTED


def test_what_waits_for_a_paused_connection_goes_on_when_it_is_resumed(
    by_key: Connection, ada: Member, play: Play
) -> None:
    pause_connection(by_key, by=ada)
    enqueue(by_key)
    jobs.run_due()
    assert len(failed_jobs(by_key)) == 1
    twin = play(Recording("GET", "/people", body=[]))
    resume_connection(by_key, by=ada)
    jobs.run_due()
    assert twin.paths == ["GET /people"]
    with pytest.raises(Refusal):
        resume_connection(by_key, by=ada)


def test_one_that_was_given_up_is_tried_again_when_somebody_says_so(
    by_key: Connection, ada: Member, play: Play
) -> None:
    play(Recording("GET", "/people", status=422, body={"message": "No such list"}))
    job = enqueue(by_key)
    jobs.run_due()
    assert retry_job(by_key, by=ada, job_id=job.pk) == 1
    with pytest.raises(Refusal):
        retry_job(by_key, by=ada, job_id=job.pk)


def test_links_are_one_to_one(by_key: Connection) -> None:
    link(by_key, "client", "c1", "company", 7)
    link(by_key, "client", "c1", "company", 7)
    assert ours_of(by_key, "client", "c1") == ("company", 7)
    for theirs, ours in (("c1", 8), ("c2", 7)):
        with pytest.raises(Refusal):
            link(by_key, "client", theirs, "company", ours)
    unlink(by_key, "client", "company", 7)
    assert theirs_of(by_key, "client", "company", 7) == ""


def test_kinds_of_failure_are_told_apart() -> None:
    assert {kind.value for kind in FailureKind} == {"temporary", "permanent", "configuration", "authorisation"}
