"""A part that many viewers fetch at once is made once."""

import gzip
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pacesetter.web.live import shared as module
from pacesetter.web.live.handover import HEADER, Handover
from pacesetter.web.live.known import known_since, new_id
from pacesetter.web.live.shared import FOR_STREAM, shared


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    module._places.clear()
    yield
    module._places.clear()


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> HttpResponse:
        self.times += 1
        return HttpResponse(f"made {self.times}")


def request(path: str, live: str = "", **headers: str) -> Any:
    usual = {"Accept-Encoding": "gzip", "HX-Request": "true"} | ({"Live": live} if live else {})
    made: HttpRequest = RequestFactory().get(path, headers=usual | headers)
    return made


def ask(make: Maker, live: str = "", sees: object = 1, path: str = "/board/") -> str:
    answer = shared(request(path, live), sees, make)
    assert isinstance(answer, HttpResponse)
    content = answer.content
    return (gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content).decode()


# Another process's, of which this one hears by those who ask.
NOW = "another-1"
LATER = "another-2"


def test_for_one_change_it_is_made_once() -> None:
    make = Maker()
    assert [ask(make, NOW) for _ in range(3)] == ["made 1"] * 3


def test_a_later_change_makes_it_anew() -> None:
    make = Maker()
    assert [ask(make, NOW), ask(make, LATER), ask(make, NOW)] == ["made 1", "made 2", "made 2"]


def test_a_page_that_is_loaded_is_always_made() -> None:
    make = Maker()
    ask(make, NOW)
    assert [ask(make), ask(make)] == ["made 2", "made 3"]


def test_who_sees_something_else_gets_their_own() -> None:
    make = Maker()
    assert [ask(make, NOW, sees=1), ask(make, NOW, sees=2), ask(make, NOW, path="/board/?team=1")] == [
        "made 1", "made 2", "made 3",
    ]  # fmt: skip


@pytest.mark.parametrize("live", ["0", "-1", "not one", "9" * 41])
def test_what_cannot_be_a_message_is_none(live: str) -> None:
    make = Maker()
    ask(make, NOW)
    assert ask(make, live) == "made 2"


def test_no_more_are_kept_than_memory_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 2)
    make = Maker()
    for sees in range(5):
        ask(make, NOW, sees=sees)
    assert len(module._places) == 2


def test_a_whole_page_is_nobody_else_s() -> None:
    make = Maker()
    page: Any = RequestFactory().get("/board/", headers={"Accept-Encoding": "gzip", "Live": NOW})
    for asked in (page, request("/board/", NOW, **{"HX-History-Restore-Request": "true"})):
        shared(asked, 1, make)
    assert ask(make, NOW) == "made 3"


def test_a_part_with_a_word_for_one_of_them_is_nobody_else_s() -> None:
    make = Maker()
    asked = request("/board/", NOW)
    asked._messages = [Message(SUCCESS, "Undo?")]
    shared(asked, 1, make)
    assert ask(make, NOW) == "made 2"


def test_what_is_kept_is_found_by_its_sign_and_never_for_a_later_change() -> None:
    make = Maker()
    ask(make, NOW)
    [sign] = module._places
    kept = module.kept_since(sign, since(NOW))
    assert kept is not None
    assert gzip.decompress(kept.body) == kept.content == b"made 1"
    assert module.kept_since(sign, since(new_id())) is None
    assert module.kept_since("another", since(NOW)) is None


def since(message: str) -> float:
    found = known_since(message)
    assert found is not None
    return found


def test_what_was_made_after_two_changes_were_heard_serves_those_who_were_told_of_either() -> None:
    make = Maker()
    first, second = new_id(), new_id()
    assert [ask(make, second), ask(make, first)] == ["made 1", "made 1"]
    assert ask(make, new_id()) == "made 2"


def test_a_stream_at_its_address_has_nothing_made() -> None:
    make = Maker()
    asked = request("/board/", **{"Accept": "text/event-stream", "Last-Event-ID": LATER})
    asked.member = SimpleNamespace(organisation_id=3, pk=4, user_id=None)
    answer = shared(asked, 1, make)
    assert (answer.headers["Content-Type"], make.times) == ("text/event-stream; charset=utf-8", 0)
    assert Handover.read(answer.headers[HEADER]) == Handover(3, "member-4", LATER)


def test_what_is_made_for_streams_is_kept_and_not_sent() -> None:
    make = Maker()
    asked = request("/board/", NOW)
    asked.META[FOR_STREAM] = True
    assert isinstance(answer := shared(asked, 1, make), HttpResponse)
    assert (answer.content, ask(make, NOW)) == (b"", "made 1")


def test_a_stream_takes_a_word_from_nobody() -> None:
    make = Maker()
    asked = request("/board/", NOW)
    asked.META[FOR_STREAM] = True
    asked._messages = [Message(SUCCESS, "Undo?")]
    shared(asked, 1, make)
    assert (make.times, len(module._places)) == (0, 0)
