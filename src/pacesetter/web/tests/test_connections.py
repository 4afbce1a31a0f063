"""Connections to other systems, set up by an administrator."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import SplitResult, parse_qs, urlsplit

import pytest
from django.test.utils import CaptureQueriesContext

from pacesetter import jobs
from pacesetter.core import clock
from pacesetter.integrations.caller import Caller
from pacesetter.integrations.failure import Failure
from pacesetter.integrations.models import Connection, ConnectionState, SentRequest
from pacesetter.integrations.sending import answered_by
from pacesetter.integrations.tests.recorded import Recorded, Recording
from pacesetter.integrations.verbs import begin_connection, check_connection, edit_connection
from pacesetter.jobs.models import Job
from pacesetter.people.models import Member
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.pages import every_page

SECRET = "k-0123456789-very-secret"
ME = Recording("GET", "/me", body={"accounts": [{"id": "a1", "name": "Acme Ltd"}]})
KEY = {"api_key": SECRET, "api_url": "", "mode": "live"}
APP = {"client_id": "app", "client_secret": "app-secret", "api_url": "", "mode": "live"}


@pytest.fixture
def twin() -> Iterator[Recorded]:
    """The other system; tests append what it answers."""
    recorded = Recorded([ME])
    with answered_by(recorded):
        yield recorded


@pytest.fixture
def connected(ada: Member, twin: Recorded) -> Connection:
    return check_connection(begin_connection(by=ada, provider="null", way="key", given=KEY), by=ada)


def test_by_key_from_the_list_to_connected(visitor: Visitor, ada: Member, twin: Recorded) -> None:
    assert "/settings/connections/new/null/" in visitor.log_in(ada).read("/settings/connections/")
    answer = visitor.post("/settings/connections/new/null/?way=key", KEY)
    row = Connection.objects.get()
    assert answer.headers["Location"] == f"/settings/connections/{row.pk}/"
    page = visitor.read(f"/settings/connections/{row.pk}/")
    assert "Null is connected, with the account Acme Ltd." in page
    assert SECRET not in page


def test_a_key_that_is_refused_is_said_in_words_and_not_sent_back(
    visitor: Visitor, ada: Member, twin: Recorded
) -> None:
    twin.left = [Recording("GET", "/me", status=401, body={"message": "No such key"})]
    page = visitor.log_in(ada).post("/settings/connections/new/null/?way=key", KEY).content.decode()
    assert "does not accept the key" in page
    assert "No such key" in page
    assert SECRET not in page


def test_what_is_missing_is_said_beside_its_field(visitor: Visitor, ada: Member) -> None:
    page = visitor.log_in(ada).post("/settings/connections/new/null/?way=key", {**KEY, "api_key": ""}).content.decode()
    assert 'id="id_api_key_error"' in page
    assert Connection.objects.count() == 0


def the_way_there(visitor: Visitor) -> SplitResult:
    """What the link to the other system leads to."""
    page = visitor.post("/settings/connections/new/null/?way=oauth", APP).content.decode()
    found = re.search(r'href="(https://api\.null\.example/[^"]+)"', page)
    assert found is not None
    return urlsplit(html.unescape(found[1]))


def test_by_consent_there_and_back(visitor: Visitor, ada: Member, twin: Recorded) -> None:
    there = the_way_there(visitor.log_in(ada))
    query = parse_qs(there.query)
    assert there.netloc == "api.null.example"
    assert query["redirect_uri"] == ["http://localhost:8000/settings/connections/callback/"]
    twin.left.insert(0, Recording("POST", "/token", body={"access_token": "a", "refresh_token": "r"}))
    back = f"/settings/connections/callback/?code=c&state={query['state'][0]}"
    assert visitor.get(back).status_code == 302
    row = Connection.objects.get()
    assert row.state == ConnectionState.CONNECTED
    # The same way back again is worth nothing.
    visitor.get(back)
    assert "was not begun here" in visitor.read("/settings/connections/")


def test_a_way_back_that_was_not_begun_here_is_refused(visitor: Visitor, ada: Member, twin: Recorded) -> None:
    visitor.log_in(ada).post("/settings/connections/new/null/?way=oauth", APP)
    visitor.get("/settings/connections/callback/?code=c&state=guessed")
    assert twin.asked == []
    assert Connection.objects.get().state == ConnectionState.BEGUN


def test_a_consent_that_was_not_given_is_said(visitor: Visitor, ada: Member) -> None:
    state = parse_qs(the_way_there(visitor.log_in(ada)).query)["state"][0]
    visitor.get(f"/settings/connections/callback/?error=access_denied&state={state}")
    page = visitor.read("/settings/connections/")
    assert "The consent was not given" in page
    assert "It said" not in page


def test_why_it_was_not_given_is_said_in_the_other_systems_words(visitor: Visitor, ada: Member) -> None:
    state = parse_qs(the_way_there(visitor.log_in(ada)).query)["state"][0]
    visitor.get(f"/settings/connections/callback/?error=invalid_scope&error_description=No+such+scope&state={state}")
    assert "Nothing has changed. It said: No such scope" in visitor.read("/settings/connections/")


def test_what_a_person_must_do_is_said(visitor: Visitor, ada: Member, connected: Connection) -> None:
    Connection.objects.update(state="needs_attention", fault_kind="configuration", fault="Answered 403: No permission")
    page = visitor.log_in(ada).read("/settings/connections/")
    assert "Needs attention" in page
    assert "Correct it, then check again. It said: Answered 403: No permission" in page


def test_check_pause_and_take_up(visitor: Visitor, ada: Member, connected: Connection, twin: Recorded) -> None:
    path = f"/settings/connections/{connected.pk}/"
    visitor.log_in(ada).post(f"{path}pause/")
    assert "Paused" in visitor.read(path)
    visitor.delete(f"{path}pause/")
    twin.left = [ME]
    visitor.post(f"{path}check/")
    assert "Null is connected" in visitor.read(path)


def test_settings_are_changed_and_the_key_stays(visitor: Visitor, ada: Member, connected: Connection) -> None:
    path = f"/settings/connections/{connected.pk}/"
    visitor.log_in(ada).post(path, {"api_key": "", "api_url": "https://eu.null.example", "mode": "dry_run"})
    connected.refresh_from_db()
    assert (connected.mode, connected.settings) == ("dry_run", {"api_url": "https://eu.null.example"})
    assert "Dry run" in visitor.read(path)


def test_the_log_shows_requests_without_the_key(
    visitor: Visitor, ada: Member, connected: Connection, twin: Recorded
) -> None:
    twin.left = [Recording("POST", "/things", status=422, body={"message": f"<b>{SECRET}</b>"})]
    with Caller(connected) as caller, pytest.raises(Failure):
        caller.send("POST", "/things", json_body={"key": SECRET, "name": "Jane"})
    page = visitor.log_in(ada).read(f"/settings/connections/{connected.pk}/requests/?only=failed")
    assert "POST https://api.null.example/things" in page
    assert "Failed: 422" in page
    assert "&lt;b&gt;***&lt;/b&gt;" in page
    assert SECRET not in page


def test_queries_of_the_log_do_not_grow(
    visitor: Visitor, ada: Member, connected: Connection, django_assert_num_queries: CaptureQueriesContext
) -> None:
    path = f"/settings/connections/{connected.pk}/requests/"
    visitor.log_in(ada).read(path)
    with django_assert_num_queries(10, exact=False) as few:  # type: ignore[operator]
        visitor.read(path)
    SentRequest.objects.bulk_create(
        SentRequest(connection=connected, sent_at=clock.now(), method="GET", address=f"/{n}") for n in range(30)
    )
    with django_assert_num_queries(len(few)):  # type: ignore[operator]
        visitor.read(path)


def test_the_next_page_of_what_failed_is_of_what_failed(visitor: Visitor, ada: Member, connected: Connection) -> None:
    SentRequest.objects.bulk_create(
        SentRequest(connection=connected, sent_at=clock.now(), method="GET", address=f"/{n}", failure_kind="temporary")
        for n in range(60)
    )
    page = visitor.log_in(ada).read(f"/settings/connections/{connected.pk}/requests/?only=failed")
    assert 'rel="next" href="?only=failed&amp;page=2"' in page


def test_whatever_failed_can_be_reached_and_is_tried_again(
    visitor: Visitor, ada: Member, connected: Connection
) -> None:
    Job.objects.bulk_create(
        Job(
            organisation=ada.organisation,
            kind="integrations.read_audiences",
            payload={"connection": connected.pk},
            max_attempts=3,
            run_at=clock.now(),
            created_at=clock.now(),
            state=Job.State.DEAD,
            finished_at=clock.now() - timedelta(minutes=n),
            last_error=f"x: permanent: Reason {n}.",
        )
        for n in range(120)
    )
    path = f"/settings/connections/{connected.pk}/"
    page = visitor.log_in(ada).read(path)
    assert ("Reason 0." in page, "Reason 119." in page, "Page 1 of 3" in page) == (True, False, True)
    assert "Reason 119." in visitor.read(f"{path}?page=3")
    last = Job.objects.get(last_error__endswith="Reason 119.")
    visitor.post(f"{path}retries/", {"job": str(last.pk)})
    assert Job.objects.get(pk=last.pk).state == Job.State.QUEUED
    visitor.post(f"{path}retries/", {})
    assert not Job.objects.filter(state=Job.State.DEAD).exists()


def test_disconnecting_asks_first(visitor: Visitor, ada: Member, connected: Connection) -> None:
    path = f"/settings/connections/{connected.pk}/ending/"
    assert "Disconnect Null?" in visitor.log_in(ada).read(path)
    connected.refresh_from_db()
    assert connected.state == ConnectionState.CONNECTED
    visitor.post(path)
    connected.refresh_from_db()
    assert (connected.state, connected.secrets) == (ConnectionState.ENDED, "")
    assert visitor.get(f"/settings/connections/{connected.pk}/").status_code == 404


def test_what_failed_is_tried_again(visitor: Visitor, ada: Member, connected: Connection) -> None:
    job = jobs.enqueue("integrations.tidy", {"connection": connected.pk})
    type(job).objects.filter(pk=job.pk).update(state="dead", last_error="a.b: permanent: no", finished_at=clock.now())
    path = f"/settings/connections/{connected.pk}/"
    page = visitor.log_in(ada).read(path)
    assert ": no" in page
    assert "permanent" not in page
    visitor.post(f"{path}retries/", {"job": str(job.pk)})
    job.refresh_from_db()
    assert job.state == "queued"
    assert "1 is tried again now" in visitor.read(path)


def test_an_error_page_and_what_is_logged_of_it_hold_no_secret(
    visitor: Visitor,
    ada: Member,
    connected: Connection,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    visitor.client.raise_request_exception = False
    # The innermost step, in whose callers the key is at hand.
    monkeypatch.setattr("pacesetter.integrations.sending.Sender._send", broken)
    answer = visitor.log_in(ada).post(f"/settings/connections/{connected.pk}/check/")
    assert answer.status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert SECRET not in answer.content.decode() + caplog.text


def test_no_page_and_no_file_that_can_be_taken_along_holds_a_secret(
    visitor: Visitor, ada: Member, connected: Connection
) -> None:
    """Every address without an id in it; what has no file answers with its page."""
    newer = "k-new-4711-0815"
    edit_connection(connected, by=ada, given={"api_key": newer})
    visitor.log_in(ada)
    files = 0
    for page in every_page():
        if not page.parts:
            answer = visitor.get(f"/{page.route}?format=csv")
            is_file = "attachment" in answer.headers.get("Content-Disposition", "")
            # What streams and is no file never ends.
            said = answer.getvalue() if is_file or not answer.streaming else b""
            assert not [secret for secret in (SECRET, newer) if secret.encode() in said], page.name
            files += is_file
    assert files >= 12


def test_sellers_are_refused(visitor: Visitor, rita: Member, connected: Connection) -> None:
    visitor.log_in(rita)
    for path in ("", "new/null/", f"{connected.pk}/", f"{connected.pk}/requests/"):
        assert visitor.get(f"/settings/connections/{path}").status_code == 403
