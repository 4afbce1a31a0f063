"""Short transactions in turns with everybody else."""

from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, transaction

from pacesetter.demo.making import turns


class Pauses:
    """In place of the pauses: how often others had a turn, and what had been done by then."""

    def __init__(self, done: list[int]) -> None:
        self.done = done
        self.seen: list[int] = []

    def __call__(self) -> None:
        assert not connection.in_atomic_block
        self.seen.append(len(self.done))


@pytest.fixture
def done() -> list[int]:
    return []


@pytest.fixture
def pauses(done: list[int], monkeypatch: pytest.MonkeyPatch) -> Pauses:
    made = Pauses(done)
    monkeypatch.setattr(turns, "_let_others", made)
    return made


def _seconds_by_look(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let so many seconds pass between two looks at the clock."""
    looks = count()
    monkeypatch.setattr(turns, "time", SimpleNamespace(monotonic=lambda: next(looks) * seconds))


@pytest.mark.django_db(transaction=True)
def test_what_is_quick_shares_a_transaction(done: list[int], pauses: Pauses, monkeypatch: Any) -> None:
    _seconds_by_look(monkeypatch, 0.2)
    turns.in_turns(range(7), done.append)
    assert done == list(range(7))
    assert pauses.seen == [3, 6, 7]


@pytest.mark.django_db(transaction=True)
def test_others_have_a_turn_after_each_step_that_takes_long(done: list[int], pauses: Pauses, monkeypatch: Any) -> None:
    _seconds_by_look(monkeypatch, 5)
    turns.in_turns(range(3), done.append)
    assert pauses.seen == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_what_a_broken_step_was_done_with_is_undone_and_others_are_not_kept(done: list[int], pauses: Pauses) -> None:
    with pytest.raises(ZeroDivisionError):
        turns.in_turns([1, 0], lambda step: 1 // step)
    assert not connection.in_atomic_block
    assert pauses.seen == []


@pytest.mark.django_db(transaction=True)
def test_nothing_to_do_makes_nobody_wait(done: list[int], pauses: Pauses) -> None:
    turns.in_turns([], done.append)
    assert pauses.seen == []


@pytest.mark.django_db(transaction=True)
def test_nobody_is_waited_for_inside_somebodys_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(turns, "time", SimpleNamespace(sleep=slept.append))
    with transaction.atomic(), turns.turn():
        pass
    assert slept == []
    with turns.turn():
        pass
    assert slept == ([turns._PAUSE] if connection.vendor == "sqlite" else [])
