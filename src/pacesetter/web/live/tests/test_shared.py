"""A part that many viewers fetch at once is made once."""

import gzip
import time
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pacesetter.web.live import shared as module
from pacesetter.web.live.shared import shared


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    module._kept.clear()
    yield
    module._kept.clear()


class Maker:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> HttpResponse:
        self.times += 1
        return HttpResponse(f"made {self.times}")


def ask(make: Maker, live: str = "", sees: object = 1, path: str = "/board/") -> str:
    headers = {"Accept-Encoding": "gzip"} | ({"Live": live} if live else {})
    answer = shared(RequestFactory().get(path, headers=headers), sees, make)
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
    assert len(module._kept) == 2
