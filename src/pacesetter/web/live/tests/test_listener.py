"""Hearing of changes: nothing is lost that happens while the connection is."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from pacesetter.web.live import listener


class Over(BaseException):
    """Ends the listener, which nothing else does."""


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "_AGAIN_AFTER", 0)


def test_what_was_perhaps_missed_is_told_once_it_listens_again(hurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts: list[bool] = []
    told: list[int | None] = []

    def hear(connection: Any, told: listener.Told, *, is_again: bool) -> None:
        attempts.append(is_again)
        if len(attempts) == 3:
            raise Over
        raise OSError("gone")

    for name in ("_hear_on_postgresql", "_hear_on_sqlite"):
        monkeypatch.setattr(listener, name, hear)
    with pytest.raises(Over):
        listener._run(told.append)
    assert attempts == [False, True, True]
    # The database was never there, so there was nothing to fetch.
    assert told == []


@pytest.fixture
def heard(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    if connection.vendor != "postgresql":
        pytest.skip("the tests of the server listen on SQLite")
    monkeypatch.setattr(listener, "_WAIT", 0.2)
    told: list[int | None] = []
    news = threading.Event()

    def tell(organisation_id: int | None) -> None:
        if news.is_set():
            raise Over
        told.append(organisation_id)

    def hear() -> None:
        with pytest.raises(Over):
            listener._hear_on_postgresql(connection, tell, is_again=True)

    thread = threading.Thread(target=hear, daemon=True)
    thread.start()
    yield told
    news.set()
    notify(1)
    thread.join(30)
    assert not thread.is_alive()


def notify(*organisations: int) -> None:
    with connection.cursor() as cursor:
        for one in organisations:
            cursor.execute("SELECT pg_notify(%s, %s)", [listener.CHANNEL, str(one)])


def until(condition: Any) -> None:
    waiting = threading.Event()
    for _ in range(3000):
        if condition():
            return
        waiting.wait(0.01)
    raise AssertionError("it never came")


def test_every_organisation_is_told_of_its_last_change(heard: list[int | None]) -> None:
    until(lambda: heard == [None])
    for _ in range(30):
        notify(7, 8)
    until(lambda: {7, 8} <= set(heard))
    before = len(heard)
    notify(7)
    until(lambda: 7 in heard[before:])
    # Longer than a silence after which the connection is tried, with nothing said meanwhile.
    threading.Event().wait(0.5)
    before = len(heard)
    notify(9)
    until(lambda: 9 in heard[before:])
