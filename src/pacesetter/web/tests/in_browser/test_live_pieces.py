"""The board puts in what its stream tells it, and fetches nothing. What streams tell is tried on both databases by
`test_live_telling.py`."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from playwright.sync_api import Page, Request, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.people.models import Member
from pacesetter.web.live import shared
from pacesetter.web.live.known import new_id
from pacesetter.web.live.pieces import Version, told, version_of
from pacesetter.web.tests.conftest import Visitor
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in

pytestmark = pytest.mark.browser

BOARD = "/board/?period=year"


class Stream:
    """Says to the page what it is given to say, and what differs from the board as it was last."""

    def __init__(self, viewer: Member, record: Callable[[], object]) -> None:
        self._visitor, self._record = Visitor(), record
        self._visitor.log_in(viewer)
        self._said: list[str] = []
        self.asked_at: list[str] = []

    def answer(self, request: HttpRequest, organisation_id: int, viewer: str, ticket: str) -> HttpResponse:
        self.asked_at.append(request.get_full_path())
        said, self._said = "".join(self._said), []
        return HttpResponse(f"retry: 200\n\n{said}", content_type="text/event-stream")

    def board(self, address: str = BOARD) -> Version:
        return version_of(1, self._visitor.read(address, **{"HX-Request": "true", "Live": new_id()}))

    def tell(self, data: str) -> None:
        self._said.append(f"id: {new_id()}\nevent: part\ndata: {data}\n\n")

    def tell_a_change(self, address: str = BOARD) -> None:
        before = self.board(address)
        self._record()
        self.tell(told(self.board(address), before.marks))


@pytest.fixture
def stream(
    monkeypatch: pytest.MonkeyPatch, team: Any, ada: Member, raj: Member, call: ActivityType, connected: Outcome
) -> Stream:
    """Ada looks at the board, and Raj makes calls."""

    def record() -> None:
        verbs.log(by=raj, activity_type=call, owner=raj, outcome=connected, at=clock.now())

    made = Stream(ada, record)
    monkeypatch.setattr(shared, "handed_over", made.answer)
    return made


@pytest.fixture
def fetched() -> list[str]:
    return []


def open_board(page: Page, ada: Member, fetched: list[str], address: str = BOARD) -> None:
    log_in(page, ada)
    page.goto(address)

    def note(asked: Request) -> None:
        if asked.method == "GET" and "hx-request" in asked.headers:
            fetched.append(asked.url)

    page.on("request", note)


def figure(page: Page, name: str) -> Any:
    return page.locator("tbody tr", has=page.get_by_role("rowheader", name=name)).locator("[data-kpi=Calls] b")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_row_that_changed_is_put_in_and_all_else_stays(
    open_page: OpenPage, stream: Stream, ada: Member, fetched: list[str], size: Any
) -> None:
    with open_page(size) as page:
        open_board(page, ada, fetched)
        expect(figure(page, "Raj")).to_have_text("1")
        page.evaluate(
            "rita = document.querySelector('tbody tr:has([href*=scorecard])'); board = rita.closest('#board')"
        )
        total = page.locator("tfoot [data-kpi=Calls] b").inner_text()
        stream.tell_a_change()
        expect(figure(page, "Raj")).to_have_text("2")
        expect(page.locator("tfoot [data-kpi=Calls] b")).to_have_text(str(int(total) + 1))
        assert page.evaluate("board.isConnected")
        expect(page.locator("tbody a[tabindex='0']")).to_have_count(1)
        assert fetched == []


def test_whoever_is_on_a_figure_stays_there(
    open_page: OpenPage, stream: Stream, ada: Member, fetched: list[str]
) -> None:
    with open_page() as page:
        open_board(page, ada, fetched)
        link = page.locator("tbody tr", has=page.get_by_role("rowheader", name="Raj")).locator("[data-kpi=Calls] a")
        link.focus()
        stream.tell_a_change()
        expect(figure(page, "Raj")).to_have_text("2")
        expect(
            page.locator("tbody tr", has=page.get_by_role("rowheader", name="Raj")).locator("th a, td a")
        ).not_to_have_count(0)
        page.wait_for_function("document.activeElement.closest('td')?.dataset.kpi === 'Calls'")


def test_an_open_menu_is_not_taken_away_and_all_comes_afterwards(
    open_page: OpenPage, stream: Stream, ada: Member, fetched: list[str]
) -> None:
    with open_page() as page:
        open_board(page, ada, fetched)
        page.get_by_text("Export").click()
        for _ in range(2):
            stream.tell_a_change()
            page.wait_for_timeout(700)
        expect(page.get_by_text("Plain table (CSV)")).to_be_visible()
        expect(figure(page, "Raj")).to_have_text("1")
        page.keyboard.press("Escape")
        expect(figure(page, "Raj")).to_have_text("3")
        assert fetched == []


def test_rows_change_places(open_page: OpenPage, stream: Stream, ada: Member, fetched: list[str], calls: Any) -> None:
    address = f"{BOARD}&sort=-{calls.pk}"
    before = stream.board(address)
    rita, raj, _totals = before.pieces
    with open_page() as page:
        open_board(page, ada, fetched, address)
        expect(page.locator("tbody th")).to_have_text(["Rita", "Raj"])
        text = before.text.replace(before.pieces[rita], "#1").replace(before.pieces[raj], before.pieces[rita])
        stream.tell(told(version_of(2, text.replace("#1", before.pieces[raj])), before.marks))
        expect(page.locator("tbody th")).to_have_text(["Raj", "Rita"])
        assert fetched == []


def test_the_whole_part_is_put_in_where_more_differs(
    open_page: OpenPage, stream: Stream, ada: Member, fetched: list[str]
) -> None:
    with open_page() as page:
        open_board(page, ada, fetched)
        now = stream.board()
        stream.tell(told(version_of(2, now.text.replace(">Rita<", ">Margarita<")), None))
        expect(page.locator("tbody th").last).to_have_text("Margarita")
        stream.tell_a_change()
        expect(figure(page, "Raj")).to_have_text("2")
        assert fetched == []


def test_another_order_that_is_asked_for_gets_a_stream_of_its_own(
    open_page: OpenPage, stream: Stream, ada: Member, fetched: list[str]
) -> None:
    with open_page("phone") as page:
        open_board(page, ada, fetched)
        page.get_by_label("Sort by").select_option("Score")
        expect(page.locator("tbody th")).to_have_text(["Rita", "Raj"])
        page.get_by_label("Sort by").blur()
        for _ in range(300):
            if "sort=-score" in stream.asked_at[-1]:
                break
            page.wait_for_timeout(50)
        address = stream.asked_at[-1]
        assert "sort=-score" in address
        stream.tell_a_change(address)
        expect(figure(page, "Raj")).to_have_text("2")
        expect(page.locator("tbody th")).to_have_text(["Rita", "Raj"])
        assert len(fetched) == 1
