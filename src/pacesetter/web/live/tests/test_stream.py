"""What a stream tells to whoever has just begun to listen."""

import asyncio

import pytest

from pacesetter.web.live import hub as hub_module
from pacesetter.web.live.handover import Handover
from pacesetter.web.live.hub import Hub
from pacesetter.web.live.stream import Stream
from pacesetter.web.live.tests.test_hub import run


class Browser:
    """The other end: what it was sent, until it goes."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self._gone = asyncio.Event()

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Browser":
        return self

    async def send_str(self, text: str) -> None:
        self.sent.append(text)

    async def client_disconnect(self) -> None:
        await self._gone.wait()

    def go(self) -> None:
        self._gone.set()

    @property
    def told(self) -> int:
        return sum("event: changed" in one for one in self.sent)


async def listened(hub: Hub, last_seen: str, seconds: float = 0.5) -> Browser:
    browser = Browser()
    listening = asyncio.ensure_future(Stream(hub, Handover(1, "a", last_seen)).run(browser, []))
    await asyncio.sleep(seconds)
    browser.go()
    await listening
    return browser


def id_of(message: str) -> str:
    return message.split("id: ")[1].split("\n")[0]


async def hub_of_old() -> Hub:
    hub = Hub(asyncio.get_running_loop())
    await asyncio.sleep(hub_module.PAGE_IS_NEW)
    return hub


def test_a_change_between_the_page_and_its_stream_is_told() -> None:
    async def story() -> None:
        hub = await hub_of_old()
        assert (await listened(hub, "")).told == 0
        hub.changed(1)
        await asyncio.sleep(0)
        assert (await listened(hub, "")).told == 1

    run(story())


def test_a_change_while_the_stream_was_broken_is_told_and_no_other_twice() -> None:
    async def story() -> None:
        hub = await hub_of_old()
        first = await listened(hub, "")
        last_seen = id_of(first.sent[0])
        assert (await listened(hub, last_seen)).told == 0
        hub.changed(1)
        await asyncio.sleep(0)
        again = await listened(hub, last_seen)
        assert again.told == 1
        assert (await listened(hub, id_of(again.sent[0]))).told == 0

    run(story())


def test_whoever_lost_their_stream_to_a_server_that_began_anew_is_told() -> None:
    async def story() -> None:
        assert (await listened(await hub_of_old(), "0f3a5c7e9b1d-7")).told == 1

    run(story())


@pytest.mark.parametrize("organisation_id", [1, None])
def test_however_many_changes_come_the_last_one_is_told(
    monkeypatch: pytest.MonkeyPatch, organisation_id: int | None
) -> None:
    monkeypatch.setattr(hub_module, "LEAST_PAUSE_TO_FETCH", 0.4)

    async def story() -> None:
        hub = await hub_of_old()
        browser = Browser()
        listening = asyncio.ensure_future(Stream(hub, Handover(1, "a", "")).run(browser, []))
        for _ in range(37):
            hub.changed(organisation_id)
            await asyncio.sleep(0.03)
        last = hub.latest(1)
        await asyncio.sleep(0.4)
        ids = [id_of(one) for one in browser.sent if "event: changed" in one]
        assert ids[-1] == last
        assert len(ids) < 6
        # Nothing more to tell.
        await asyncio.sleep(2)
        assert browser.told == len(ids)
        browser.go()
        await listening

    run(story())
