"""The server itself: pages, files, uploads and streams side by side, from outside."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tools import migrated

from pacesetter.mail.tests.test_deliver import free_port

pytestmark = pytest.mark.slow

_SET_THE_SCENE = """
import django; django.setup()
from django.test import Client
from pacesetter.conftest import make_member, make_organisation
from pacesetter.tenancy.scope import scope
from pacesetter.activities.settings_verbs import add_activity_type
acme = make_organisation("Acme", "acme")
with scope(acme):
    ada = make_member(acme, "Ada", "administrator")
    add_activity_type(name="Visit", category="other", by=ada)
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
    assert next_message(stream) > 0
    served.python(_RECORD)
    told = next_message(stream)
    # Whoever comes back with an older message is told at once, and with this one not.
    assert next_message(served.ask("/live/", Last_Event_ID="1")) == told


def next_message(stream: http.client.HTTPResponse) -> int:
    last = 0
    while (line := stream.readline()) != b"event: changed\n":
        assert line
        last = int(line[4:]) if line.startswith(b"id: ") else last
    return last


def test_a_board_is_fetched_again_from_memory_until_the_session_ends(served: Served) -> None:
    cookie = f"session={served.python(_LOG_IN).strip().splitlines()[-1]}"
    usual = {
        "Cookie": cookie,
        "HX_Request": "true",
        "Live": str(time.time_ns() // 1_000_000),
        "Accept_Encoding": "gzip",
    }
    asked = served.ask("/board/", "HEAD", None, **usual)
    ticket = {"Live_Ticket": asked.headers["Live-Ticket"]}
    made = served.ask("/board/", "GET", None, **usual, **ticket)
    again = served.ask("/board/", "GET", None, **usual, **ticket)
    # What Django answers says for whom it is.
    assert ["Pacesetter-Member" in one.headers for one in (made, again)] == [True, False]
    assert made.read() == again.read() != b""
    for name in ("Content-Encoding", "Content-Type", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"):
        assert made.headers[name] == again.headers[name]
    assert served.ask("/board/", "GET", None, **usual | {"Cookie": "session=none"}, **ticket).status == 302
    served.python(_LOG_OUT.format(cookie))
    assert served.ask("/board/", "GET", None, **usual, **ticket).status == 302


def test_nobody_listens_without_a_log_in(served: Served) -> None:
    answer = served.ask("/live/", Cookie="session=none")
    assert answer.status == 302
    assert served.ask("/live/screens/guessed/", Cookie="").status == 204
