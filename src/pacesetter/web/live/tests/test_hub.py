"""Who is told of which changes, and when."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from pacesetter.web.live import hub as module
from pacesetter.web.live.hub import MOST_PER_VIEWER, Hub, Subscription


class HurriedLoop(asyncio.SelectorEventLoop):
    """Its clock moves on at once where there is nothing to do but wait, so that a busy machine is never too late."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        look: Callable[[float], list[Any]] = self._selector.select  # type: ignore[attr-defined]

        def look_or_move_on(timeout: float | None = None) -> list[Any]:
            assert timeout is not None, "nothing would ever happen"
            found = look(0)
            self._now += 0 if found else timeout
            return found

        self._selector.select = look_or_move_on  # type: ignore[attr-defined]

    def time(self) -> float:
        return self._now


def run(story: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: Playwright keeps a loop running in the main one once a browser was driven."""

    def in_a_hurry() -> None:
        with asyncio.Runner(loop_factory=HurriedLoop) as runner:
            runner.run(story)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(in_a_hurry).result()


async def told(subscription: Subscription, within: float = 1.0) -> bool:
    try:
        await asyncio.wait_for(subscription.told.wait(), within)
    except TimeoutError:
        return False
    subscription.told.clear()
    return True


def test_viewers_of_the_organisation_are_told_and_no_others() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        here, there = hub.subscribe(1, "a"), hub.subscribe(2, "b")
        hub.changed(1)
        assert await told(here)
        assert not await told(there, 0.2)

    run(story())


def test_changes_that_come_together_are_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEAST_PAUSE_TO_FETCH", 0.4)

    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        viewer = hub.subscribe(1, "a")
        for _ in range(20):
            hub.changed(1)
        assert await told(viewer)
        assert not await told(viewer, 0.2)
        # The next one waits for the pause to end, and is not lost.
        hub.changed(1)
        assert not await told(viewer, 0.1)
        assert await told(viewer)

    run(story())


@pytest.mark.parametrize(
    ("cost", "audience"), [("PAUSE_PER_FETCH", ""), ("PAUSE_PER_VIEWER", "all"), ("PAUSE_PER_AUDIENCE", "own {}")]
)
def test_many_viewers_make_the_pause_longer(monkeypatch: pytest.MonkeyPatch, cost: str, audience: str) -> None:
    monkeypatch.setattr(module, "LEAST_PAUSE", 0.1)
    monkeypatch.setattr(module, "LEAST_PAUSE_TO_FETCH", 0.1)
    monkeypatch.setattr(module, cost, 0.05)

    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        viewers = [hub.subscribe(1, str(number), audience.format(number)) for number in range(10)]
        hub.changed(1)
        assert await told(viewers[0])
        hub.changed(1)
        assert not await told(viewers[0], 0.3)
        assert await told(viewers[0])

    run(story())


def test_the_oldest_window_of_a_viewer_gives_way() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        windows = [hub.subscribe(1, "a") for _ in range(MOST_PER_VIEWER + 1)]
        assert [one.ended for one in windows] == [True] + [False] * MOST_PER_VIEWER

    run(story())


def test_who_fetches_does_not_keep_those_waiting_who_are_sent_it() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        fetching = [hub.subscribe(1, str(number)) for number in range(100)]
        sent_to = hub.subscribe(1, "a", "all")
        hub.changed(1)
        assert await told(sent_to)
        assert await told(fetching[0])
        hub.changed(1)
        assert await told(sent_to, 0.7)
        assert not await told(fetching[0], 1.0)
        assert await told(fetching[0])
        hub.lets_fetch(sent_to)
        hub.changed(1)
        assert not await told(sent_to, 1.0)
        assert await told(sent_to, 2.0)

    run(story())


def test_what_was_missed_is_known_by_the_last_message_that_was_seen() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        await asyncio.sleep(module.PAGE_IS_NEW)
        seen = [hub.latest(1)]
        assert not hub.has_missed(1, "")
        for organisation_id in (1, 1, None, 1):
            hub.changed(organisation_id)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            seen.append(hub.latest(1))
        assert len(set(seen)) == len(seen)
        assert [hub.has_missed(1, one) for one in seen] == [True, True, True, True, False]
        # A page that was made before the change.
        assert hub.has_missed(1, "")
        await asyncio.sleep(module.PAGE_IS_NEW)
        assert not hub.has_missed(1, "")

    run(story())


def test_a_change_of_others_is_not_missed() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        seen = hub.latest(1)
        hub.changed(2)
        await asyncio.sleep(0)
        assert not hub.has_missed(1, seen)
        assert hub.has_missed(2, seen)

    run(story())


@pytest.mark.parametrize("other", ["0f3a5c7e9b1d-7", "1790000000000", "nonsense", "-", "9"])
def test_whoever_comes_from_another_process_may_have_missed_something(other: str) -> None:
    """However the clocks of the two hosts stand."""

    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        await asyncio.sleep(2 * module.PAGE_IS_NEW)
        assert hub.has_missed(1, other)

    run(story())


def test_after_a_lost_connection_all_are_told() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        viewers = [hub.subscribe(1, "a"), hub.subscribe(2, "b")]
        hub.changed(None)
        assert [await told(viewer) for viewer in viewers] == [True, True]

    run(story())


def test_nobody_is_left_behind_when_all_have_gone() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        for viewer in [hub.subscribe(1, str(number % 3)) for number in range(9)]:
            hub.unsubscribe(viewer)
        assert not hub._subscriptions
        assert not hub._by_viewer

    run(story())


def test_all_are_told_one_message_whatever_happens_while_it_goes_out() -> None:
    async def story() -> None:
        hub = Hub(asyncio.get_running_loop())
        viewers = [hub.subscribe(1, str(number)) for number in range(3)]
        hub.changed(1)
        messages = []
        for viewer in viewers:
            assert await told(viewer)
            messages.append(viewer.message)
            # Much is recorded meanwhile; each change has an id of its own.
            hub.changed(1)
            await asyncio.sleep(0.01)
        assert len(set(messages)) == 1
        assert hub.has_missed(1, messages[0])

    run(story())
