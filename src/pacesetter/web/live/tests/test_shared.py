"""A part that many viewers fetch at once is made once."""

import gzip
import time
from collections.abc import Iterator

import pytest
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pacesetter.web.live import shared as module
from pacesetter.web.live.shared import shared


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


def request(path: str, live: str = "", **headers: str) -> HttpRequest:
    usual = {"Accept-Encoding": "gzip", "HX-Request": "true"} | ({"Live": live} if live else {})
    made: HttpRequest = RequestFactory().get(path, headers=usual | headers)
    return made


def ask(make: Maker, live: str = "", sees: object = 1, path: str = "/board/") -> str:
    answer = shared(request(path, live), sees, make)
    assert isinstance(answer, HttpResponse)
    content = answer.content
    return (gzip.decompress(content) if answer.headers.get("Content-Encoding") == "gzip" else content).decode()


NOW = str(time.time_ns() // 1_000_000 - 1_000)
LATER = str(int(NOW) + 500)


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


@pytest.mark.parametrize("live", ["nonsense", "-1", "0", "9" * 14, "9" * 40])
def test_a_time_that_cannot_be_is_none(live: str) -> None:
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
    page = RequestFactory().get("/board/", headers={"Accept-Encoding": "gzip", "Live": NOW})
    for asked in (page, request("/board/", NOW, **{"HX-History-Restore-Request": "true"})):
        shared(asked, 1, make)
    assert ask(make, NOW) == "made 3"


def test_a_part_with_a_word_for_one_of_them_is_nobody_else_s() -> None:
    make = Maker()
    asked = request("/board/", NOW)
    asked._messages = [Message(SUCCESS, "Undo?")]  # type: ignore[attr-defined]
    shared(asked, 1, make)
    assert ask(make, NOW) == "made 2"


def test_what_is_kept_is_found_by_its_sign_and_never_for_a_later_change() -> None:
    make = Maker()
    ask(make, NOW)
    [sign] = module._places
    kept = module.kept_since(sign, int(NOW))
    assert kept is not None
    assert gzip.decompress(kept.body) == b"made 1"
    assert module.kept_since(sign, int(LATER)) is None
    assert module.kept_since("another", int(NOW)) is None


def test_whoever_only_wants_a_ticket_has_nothing_made() -> None:
    make = Maker()
    answer = shared(RequestFactory().head("/board/", headers={"Live": "0"}), 1, make)
    assert (answer.status_code, make.times) == (204, 0)
