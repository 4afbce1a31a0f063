"""The server itself: pages, files, uploads and streams side by side, from outside."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tools import migrated

from pacesetter.mail.tests.test_deliver import free_port

pytestmark = pytest.mark.slow

_SET_THE_SCENE = """
import django; django.setup()
from django.test import Client
from pacesetter.conftest import LONG_AGO, make_member, make_organisation
from pacesetter.kpis.models import Kpi, KpiActivityType, KpiRole
from pacesetter.people.models import RoleAssignment, SalesRole
from pacesetter.tenancy.scope import scope
from pacesetter.activities.settings_verbs import add_activity_type
acme = make_organisation("Acme", "acme")
with scope(acme):
    ada = make_member(acme, "Ada", "administrator")
    visit = add_activity_type(name="Visit", category="other", by=ada)
    role = SalesRole.objects.create(name="Seller")
    RoleAssignment.objects.create(member=ada, role=role, starts_on=LONG_AGO)
    kpi = Kpi.objects.create(name="Visits")
    KpiActivityType.objects.create(kpi=kpi, activity_type=visit)
    KpiRole.objects.create(kpi=kpi, role=role)
client = Client(); client.force_login(ada.user, "django.contrib.auth.backends.ModelBackend")
print(client.cookies["session"].value)
"""
_RECORD = """
import django; django.setup()
from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType
from pacesetter.people.models import Member
from pacesetter.tenancy.models import Organisation
from pacesetter.tenancy.scope import scope
with scope(Organisation.objects.get()):
    ada = Member.objects.get()
    verbs.log(by=ada, owner=ada, activity_type=ActivityType.objects.get())
"""
_LOG_IN = """
import django; django.setup()
from django.test import Client
from pacesetter.people.models import User
client = Client(); client.force_login(User.objects.get(), "django.contrib.auth.backends.ModelBackend")
print(client.cookies["session"].value)
"""
_LOG_OUT = """
import django; django.setup()
from django.contrib.sessions.models import Session
Session.objects.get(pk="{}".removeprefix("session=")).delete()
"""


class Served:
    """A server with Acme, whose administrator is logged in by `cookie`."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PACESETTER_")}
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "pacesetter.config.settings",
            "PACESETTER_DATA": str(folder),
            "PACESETTER_DEBUG": "yes",
            "PACESETTER_LISTEN": f"127.0.0.1:{self.port}",
            "PACESETTER_PROCESSES": "1",
        }
        migrated.copied_on_sqlite(folder / "pacesetter.sqlite3")
        self.cookie = self.python(_SET_THE_SCENE).strip().splitlines()[-1]

    def python(self, program: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return done.stdout

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Cookie": f"session={self.cookie}", **named})
        return connection.getresponse()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    server = Served(tmp_path_factory.mktemp("served"))
    process = subprocess.Popen([sys.executable, "-m", "pacesetter", "serve"], env=server.environment)
    try:
        for _ in range(200):
            try:
                if server.ask("/livez").status == 200:
                    break
            except OSError:
                time.sleep(0.2)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def test_pages_files_and_what_is_missing(served: Served) -> None:
    page = served.ask("/scorecard/")
    assert (page.status, page.headers["Content-Language"]) == (200, "en")
    assert b"</html>" in page.read()
    script = served.ask("/static/web/live.js")
    assert script.status == 200
    assert b"EventSource" in script.read()
    assert served.ask("/nowhere/").status == 404


def test_an_export_is_sent_as_it_is_made(served: Served) -> None:
    answer = served.ask("/leaderboard/?format=csv")
    assert answer.status == 200
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert answer.read().decode("utf-8-sig").startswith("Rank,")


def test_a_large_body_arrives_whole(served: Served) -> None:
    # Larger than what is kept in memory. Without a token the form is refused, after it was read.
    answer = served.ask(
        "/profile/", "POST", b"name=" + b"x" * 2_000_000, Content_Type="application/x-www-form-urlencoded"
    )
    assert answer.status in (403, 400)


def test_a_stream_tells_a_change_that_another_process_made(served: Served) -> None:
    stream = served.ask("/live/")
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert "x-pacesetter-live" not in stream.headers
    assert stream.readline().startswith(b"retry: ")
    # The server has just begun, so perhaps something was missed.
    first = next_message(stream)
    served.python(_RECORD)
    told = next_message(stream)
    # Whoever comes back with an older message, or one of another server, is told at once.
    assert next_message(served.ask("/live/", Last_Event_ID=first)) == told != first
    assert next_message(served.ask("/live/", Last_Event_ID="another-1")) == told


def next_message(stream: http.client.HTTPResponse) -> str:
    last = ""
    while (line := stream.readline()) != b"event: changed\n":
        assert line
        last = line[4:].decode().strip() if line.startswith(b"id: ") else last
    return last


class BoardStream:
    """What the stream at the board's address tells, compressed as it comes."""

    def __init__(self, served: Served, **headers: str) -> None:
        asked = {"Accept": "text/event-stream", "Accept_Encoding": "gzip"} | headers
        self._stream = served.ask("/board/", "GET", None, **asked)
        assert self._stream.headers["Content-Type"].startswith("text/event-stream")
        assert self._stream.headers["X-Accel-Buffering"] == "no"
        self._unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._text = ""

    def next(self, event: str) -> str:
        """The data of the next message of this kind."""
        while not (found := re.search(rf"event: {event}\ndata:(.*)\n\n", self._text)):
            read = self._stream.read1(65_536)
            assert read
            self._text += self._unpacked.decompress(read).decode()
        self._text = self._text[found.end() :]
        return found[1]


def test_a_stream_of_the_board_tells_the_rows_that_changed_until_the_session_ends(served: Served) -> None:
    cookie = f"session={served.python(_LOG_IN).strip().splitlines()[-1]}"
    first, other = BoardStream(served), BoardStream(served, Cookie=cookie)
    assert len(first.next("ticket")) > 100
    served.python(_RECORD)
    for stream in (first, other):
        assert "Ada" in json.loads(stream.next("part"))["whole"]
    page = {"HX_Request": "true", "Live": "another-10", "Accept_Encoding": "identity"}
    for _ in range(2):
        served.python(_RECORD)
        shown = served.ask("/board/", "GET", None, **page).read().decode()
        # The message before may still be on its way.
        told = json.loads(first.next("part"))["pieces"]
        while not all(piece in shown for piece in told.values()):
            told = json.loads(first.next("part"))["pieces"]
        assert list(told)[1:] == ["totals"]
    served.python(_LOG_OUT.format(cookie))
    served.python(_RECORD)
    other.next("changed")
    assert json.loads(first.next("part"))["pieces"]


@pytest.mark.browser
def test_a_browser_puts_in_what_the_stream_tells_it(served: Served, chromium: Browser) -> None:
    context = chromium.new_context(base_url=f"http://127.0.0.1:{served.port}", service_workers="block")
    context.add_cookies([{"name": "session", "value": served.cookie, "url": f"http://127.0.0.1:{served.port}"}])
    page = context.new_page()
    fetched: list[str] = []
    page.on("request", lambda asked: fetched.append(asked.url) if "live" in asked.headers else None)
    page.goto("/board/")
    done = page.locator("tbody [data-kpi=Visits] b")
    before = int(done.inner_text())
    for more in range(1, 3):
        served.python(_RECORD)
        expect(done).to_have_text(str(before + more))
    assert fetched == []
    context.close()


def test_a_board_is_fetched_again_from_memory_until_the_session_ends(served: Served) -> None:
    cookie = f"session={served.python(_LOG_IN).strip().splitlines()[-1]}"
    usual = {
        "Cookie": cookie,
        "HX_Request": "true",
        "Live": "another-1",
        "Accept_Encoding": "gzip",
    }
    ticket = {"Live_Ticket": BoardStream(served, Cookie=cookie).next("ticket").strip()}
    made = served.ask("/board/", "GET", None, **usual, **ticket)
    again = served.ask("/board/", "GET", None, **usual, **ticket)
    # What Django answers says for whom it is.
    assert ["Pacesetter-Member" in one.headers for one in (made, again)] == [True, False]
    assert made.read() == again.read() != b""
    for name in ("Content-Encoding", "Content-Type", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"):
        assert made.headers[name] == again.headers[name]
    others = served.ask("/board/", "GET", None, **usual | {"Cookie": "session=none"}, **ticket)
    served.python(_LOG_OUT.format(cookie))
    afterwards = served.ask("/board/", "GET", None, **usual, **ticket)
    for refused in (others, afterwards):
        assert refused.headers["HX-Redirect"].startswith("/accounts/login/")
        assert refused.read() == b""


def test_nobody_listens_without_a_log_in(served: Served) -> None:
    answer = served.ask("/live/", Cookie="session=none")
    assert answer.status == 302
    assert served.ask("/live/screens/guessed/", Cookie="").status == 204
