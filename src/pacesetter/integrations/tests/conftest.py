"""Connections of Acme to the null provider, whose answers are recorded. Nobody is reached, and nobody sleeps."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from pacesetter.core.http import ConnectionFailed
from pacesetter.integrations.answer import Answer
from pacesetter.integrations.gates import gate
from pacesetter.integrations.models import Connection
from pacesetter.integrations.sending import Outgoing, answered_by
from pacesetter.integrations.tests.recorded import Recorded, Recording
from pacesetter.integrations.verbs import begin_connection, check_connection
from pacesetter.people.models import Member

SECRET = "k-0123456789-very-secret"
ONE_ACCOUNT = {"accounts": [{"id": "a1", "name": "Acme Ltd"}]}
ME = Recording("GET", "/me", body=ONE_ACCOUNT)

Play = Callable[..., Recorded]


@pytest.fixture(autouse=True)
def nobody_is_reached() -> Iterator[None]:
    def nobody(request: Outgoing) -> Answer:
        raise ConnectionFailed("nobody is reached in tests")

    with answered_by(nobody):
        yield


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What was slept, without sleeping."""
    found: list[float] = []
    monkeypatch.setattr(gate, "sleep", found.append)
    no_grace(monkeypatch)
    return found


def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs be sent at once."""
    # The package has the verb under the name of its file, so the file is named by its path.
    file = import_module("pacesetter.integrations.job_systems.verbs.order_job")
    monkeypatch.setattr(file, "GRACE", timedelta(0))


@pytest.fixture
def play() -> Iterator[Play]:
    """Let recordings answer until the test ends: `play(Recording(…), …)`."""
    open_ones: list[Any] = []

    def start(*recordings: Recording) -> Recorded:
        twin = Recorded(recordings)
        standing = answered_by(twin)
        standing.__enter__()
        open_ones.append(standing)
        return twin

    yield start
    for standing in reversed(open_ones):
        standing.__exit__(None, None, None)


@pytest.fixture
def by_key(ada: Member, play: Play) -> Connection:
    """Connected by key."""
    play(ME)
    begun = begin_connection(by=ada, provider="null", way="key", given={"api_key": SECRET})
    return check_connection(begun, by=ada)
