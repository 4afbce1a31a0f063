"""What holders of streams are sent: made once for all who see the same, and to nobody who may not see it any more."""

import asyncio
import json
import zlib
from collections.abc import Collection, Iterator
from typing import Any

import pytest

from pacesetter.web.live import gate, shared
from pacesetter.web.live import stream as stream_module
from pacesetter.web.live.handover import Handover
from pacesetter.web.live.holders import Holder
from pacesetter.web.live.hub import Hub
from pacesetter.web.live.known import known_since, new_id
from pacesetter.web.live.packing import HEAD
from pacesetter.web.live.shared import Kept
from pacesetter.web.live.stream import Stream
from pacesetter.web.live.telling import Telling, Viewing
from pacesetter.web.live.tests.test_again import Here
from pacesetter.web.live.tests.test_hub import run
from pacesetter.web.live.ticket import Ticket


class Site:
    """The database and Django: who may look, how often the part was made, and what stands on it."""

    def __init__(self) -> None:
        self.gone: set[str] = set()
        self.questions: list[int] = []
        self.made_for: list[str] = []
        self.figures = {"rita": 3, "raj": 1}
        self.is_down = False
        self.telling = Telling(Here(), self.fetch)

    def admitted(self, holders: Collection[Holder]) -> set[Holder]:
        self.questions.append(len(holders))
        return {one for one in holders if one.session_key not in self.gone}

    def fetch(self, environ: dict[str, Any]) -> None:
        """What `shared` does for whoever still may see it, and is shown what the ticket says."""
        if self.is_down:
            raise OSError("no database")
        self.made_for.append(environ["who"])
        assert (environ[shared.FOR_STREAM], environ["HTTP_HX_REQUEST"]) == (True, "true")
        if environ["who"] in self.gone:
            return
        made_at = known_since(environ["HTTP_LIVE"])
        assert made_at is not None
        rows = "".join(f'<tr data-live-piece="{who}"><td>{done}</td></tr>' for who, done in self.figures.items())
        shared._place(environ["sees"]).kept = Kept(made_at, f"<table>{rows}</table>".encode(), "text/html")

    def viewing(self, who: str, sees: str = "all", until: float = float("inf")) -> Viewing:
        ticket = Ticket(sees, Holder(who, 1, 1, False, "facts"), until)
        return self.telling.viewing(ticket, {"who": who, "sees": sees, "HTTP_LAST_EVENT_ID": "before"})

    async def data(self, *viewings: Viewing) -> list[Any]:
        """What each is sent for one message."""
        message = new_id()
        sent = await asyncio.gather(*(self.telling.data(one, message) for one in viewings))
        return [None if one is None else read(one) for one in sent]


def read(data: bytes) -> Any:
    text = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(HEAD + data).decode()
    assert text.startswith("event: part\ndata: ")
    assert text.endswith("\n\n")
    return json.loads(text.split("data: ")[1])


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    shared._places.clear()
    made = Site()
    monkeypatch.setattr(gate, "_asked", made.admitted)
    yield made
    shared._places.clear()


def test_all_are_sent_what_was_made_once(site: Site) -> None:
    async def story() -> None:
        viewings = [site.viewing(str(number)) for number in range(50)]
        first = await site.data(*viewings)
        assert all("whole" in one for one in first)
        site.figures["rita"] = 4
        rita = {"rita": '<tr data-live-piece="rita"><td>4</td></tr>'}
        assert await site.data(*viewings) == [{"pieces": rita}] * 50

    run(story())
    assert site.made_for == ["0", "0"]
    assert site.questions == [50, 50]


def test_each_is_sent_what_they_do_not_have(site: Site) -> None:
    async def story() -> None:
        always, slow = site.viewing("always"), site.viewing("slow")
        await site.data(always, slow)
        site.figures["rita"] = 4
        await site.data(always)
        site.figures["raj"] = 2
        late = site.viewing("late")
        one, other, whole = await site.data(always, slow, late)
        assert (list(one["pieces"]), list(other["pieces"]), list(whole)) == (["raj"], ["rita", "raj"], ["whole"])
        for _ in range(5):
            await site.data(always)
        [one] = await site.data(slow)
        assert list(one) == ["whole"]

    run(story())


def test_who_may_look_no_more_is_sent_nothing(site: Site) -> None:
    async def story() -> None:
        viewings = [site.viewing(who) for who in ("gone", "a", "b")]
        await site.data(*viewings)
        site.gone = {"gone"}
        assert [one is None for one in await site.data(*viewings)] == [True, False, False]

    run(story())


def test_who_was_shut_out_while_it_was_made_is_sent_nothing(site: Site) -> None:
    async def story() -> None:
        fetch = site.telling._fetch

        def shut_out(environ: dict[str, Any]) -> None:
            fetch(environ)
            site.gone = {"raj"}

        site.telling._fetch = shut_out
        assert [one is None for one in await site.data(site.viewing("rita"), site.viewing("raj"))] == [False, True]

    run(story())


def test_when_all_are_shown_something_else_now_it_is_not_made_for_each(site: Site) -> None:
    async def story() -> None:
        viewings = [site.viewing(str(number)) for number in range(50)]
        site.gone = {str(number) for number in range(50)}
        assert await site.data(*viewings) == [None] * 50

    run(story())
    assert site.made_for == ["0", "1", "2"]


def test_who_sees_something_else_is_sent_their_own(site: Site) -> None:
    async def story() -> None:
        mona, otto = site.viewing("mona"), site.viewing("otto", sees="other")
        await site.data(mona)
        site.figures = {"olga": 1}
        [sent] = await site.data(otto)
        assert "rita" not in sent["whole"]

    run(story())
    assert site.made_for == ["mona", "otto"]


def test_a_ticket_that_is_over_opens_nothing(site: Site) -> None:
    async def story() -> None:
        assert await site.data(site.viewing("mona"), site.viewing("yesterday", until=0)) != [None, None]
        assert await site.data(site.viewing("yesterday", until=0)) == [None]

    run(story())


def test_without_the_database_all_fetch(site: Site) -> None:
    site.is_down = True

    async def story() -> None:
        assert await site.data(site.viewing("a"), site.viewing("b")) == [None, None]

    run(story())


class Browser:
    """The other end of a compressed stream."""

    def __init__(self) -> None:
        self.text = ""
        self._unpacked = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.gone = asyncio.Event()

    def response_stream(self, status: int, headers: list[tuple[str, str]]) -> "Browser":
        assert ("content-encoding", "gzip") in headers
        return self

    async def send_bytes(self, data: bytes) -> None:
        self.text += self._unpacked.decompress(data).decode()

    async def client_disconnect(self) -> None:
        await self.gone.wait()

    def heard(self) -> list[str]:
        return [line.split(": ")[1] for line in self.text.splitlines() if line.startswith("event: ")]


def test_a_stream_tells_what_has_changed_until_its_viewer_is_shut_out(site: Site) -> None:
    async def story() -> None:
        hub, browser = Hub(asyncio.get_running_loop()), Browser()
        asked = Handover(1, "member-1", hub.latest(1), "the ticket")
        listening = asyncio.ensure_future(Stream(hub, asked, site.telling, site.viewing("mona")).run(browser, []))
        for number in range(3):
            site.figures["rita"] = number
            hub.changed(1)
            await asyncio.sleep(2)
        assert browser.heard() == ["ticket", "part", "part", "part"]
        site.gone = {"mona"}
        for _ in range(2):
            hub.changed(1)
            await asyncio.sleep(2)
        assert browser.heard()[4:] == ["changed", "changed"]
        # What is true of them now is decided anew soon.
        await asyncio.wait_for(listening, stream_module._LASTS_AFTER_THAT[1])
        assert f"id: {hub.latest(1)}\n" in browser.text
        assert "data: the ticket\n\n" in browser.text

    run(story())
