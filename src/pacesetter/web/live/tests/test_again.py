"""Whoever fetches a shared part again, as the server sees it: who makes it, who waits, who is let in."""

import asyncio
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor, Future
from typing import Any

import pytest

from pacesetter.web.live import gate, shared
from pacesetter.web.live.again import Again, Asked
from pacesetter.web.live.holders import Holder
from pacesetter.web.live.shared import Kept
from pacesetter.web.live.tests.test_hub import run
from pacesetter.web.live.ticket import Ticket

SIGN = "what Mona sees"


class Here(Executor):
    """Does at once what a thread would do."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


class Database:
    """Who is good still, and how often that was asked."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self.questions: list[int] = []
        self.is_down = False

    def __call__(self, holders: Collection[Holder]) -> set[Holder]:
        self.questions.append(len(holders))
        if self.is_down:
            raise OSError("no database")
        return {one for one in holders if one.session_key not in self.gone}


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    made = Database()
    monkeypatch.setattr(gate, "_asked", made)
    shared._places.clear()
    yield made
    shared._places.clear()


def asked(name: str, since: float = 5, sign: str = SIGN) -> Asked:
    return Asked(Ticket(sign, Holder(name, 1, 1, False, "facts"), until=float("inf")), since)


def made_for(since: float, sign: str = SIGN) -> None:
    shared._place(sign).kept = Kept(since, f"as of {since}".encode(), "text/html")


class Server:
    """Sends what is kept; the usual way takes a second, and makes the part."""

    def __init__(self) -> None:
        self.again = Again(Here())
        self.by_django: list[str] = []
        self.makes = True

    async def answer(self, one: Asked) -> str:
        async with self.again.kept_for(one) as kept:
            if kept is not None:
                return kept.content.decode()
            self.by_django.append(one.ticket.holder.session_key)
            await asyncio.sleep(1)
            if self.makes:
                made_for(one.since, one.ticket.sign)
            return "by django"

    async def answers(self, *several: Asked) -> list[str]:
        return list(await asyncio.gather(*map(self.answer, several)))


def test_one_makes_it_and_all_others_get_what_was_made(database: Database) -> None:
    async def story() -> None:
        server = Server()
        answers = await server.answers(*(asked(str(number)) for number in range(50)))
        assert answers == ["by django", *["as of 5"] * 49]
        assert server.by_django == ["0"]

    run(story())
    assert database.questions == [49]


def test_what_is_there_is_sent_to_whoever_is_good_still_and_to_nobody_else(database: Database) -> None:
    made_for(5)
    database.gone = {"ended"}

    async def story() -> None:
        server = Server()
        server.makes = False
        assert await server.answers(asked("a"), asked("ended"), asked("b")) == ["as of 5", "by django", "as of 5"]
        assert server.by_django == ["ended"]

    run(story())


def test_who_came_while_others_are_asked_about_is_asked_about_anew(database: Database) -> None:
    made_for(5)

    async def story() -> None:
        server = Server()
        await server.answers(asked("a"))
        database.gone = {"a"}
        server.makes = False
        assert await server.answers(asked("a")) == ["by django"]

    run(story())
    assert database.questions == [1, 1]


def test_a_later_change_is_never_answered_with_what_was_made_before(database: Database) -> None:
    async def story() -> None:
        server = Server()
        several = [asked("a", 5), asked("b", 5), asked("c", 6), asked("d", 6)]
        assert await server.answers(*several) == ["by django", "as of 5", "by django", "as of 6"]
        assert server.by_django == ["a", "c"]

    run(story())


def test_when_it_comes_to_nothing_the_next_one_makes_it(database: Database) -> None:
    async def story() -> None:
        server = Server()
        server.makes = False
        first = asyncio.ensure_future(server.answers(*(asked(str(number)) for number in range(3))))
        await asyncio.sleep(0.5)
        server.makes = True
        # The one at it goes away half-way: nobody waits for what never comes.
        gone = asyncio.ensure_future(server.answer(asked("other", sign="other")))
        await asyncio.sleep(0.1)
        gone.cancel()
        assert await server.answer(asked("after", sign="other")) == "by django"
        assert sorted(await first) == ["as of 5", "as of 5", "by django"]

    run(story())


def test_who_sees_something_else_never_waits_for_it_nor_gets_it(database: Database) -> None:
    made_for(5)

    async def story() -> None:
        server = Server()
        assert await server.answers(asked("otto", sign="what Otto sees")) == ["by django"]

    run(story())


def test_without_the_database_all_go_the_usual_way(database: Database) -> None:
    made_for(5)
    database.is_down = True

    async def story() -> None:
        assert await Server().answers(asked("a"), asked("b")) == ["by django", "by django"]

    run(story())


def test_nobody_loses_the_answer_to_one_who_has_gone(database: Database) -> None:
    made_for(5)

    async def story() -> None:
        server = Server()
        gone = asyncio.ensure_future(server.answer(asked("a")))
        other = asyncio.ensure_future(server.answer(asked("b")))
        await asyncio.sleep(0.01)
        gone.cancel()
        assert await other == "as of 5"

    run(story())
