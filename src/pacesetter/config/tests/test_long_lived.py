import gc
from collections.abc import Iterator

import pytest

from pacesetter.config.long_lived import settle


@pytest.fixture
def as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    gc.unfreeze()  # what the tests themselves keep out
    yield
    gc.enable()
    gc.set_threshold(*thresholds)


@pytest.mark.usefixtures("as_before")
def test_what_a_server_keeps_is_not_looked_through_again() -> None:
    kept: list[object] = []
    kept.append(kept)
    before = gc.get_freeze_count()
    settle()
    assert gc.get_freeze_count() - before > 10_000
    assert not any(one is kept for one in gc.get_objects())


@pytest.mark.usefixtures("as_before")
def test_cycles_made_by_requests_are_still_found() -> None:
    class Node:
        itself: object

    gc.disable()  # as while it is loaded
    settle()
    node = Node()
    node.itself = node
    del node
    gc.collect()
    assert not any(isinstance(one, Node) for one in gc.get_objects())
    assert gc.isenabled()
