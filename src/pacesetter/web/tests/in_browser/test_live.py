"""Pages that refresh by themselves. The server of these tests holds no streams, so the browser asks again by and by;
streams are tried by `config/tests/test_server.py`."""

from typing import Any

import pytest
from playwright.sync_api import Page, Request, Route, expect

from pacesetter.activities import verbs
from pacesetter.activities.models import ActivityType, Outcome
from pacesetter.core import clock
from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.rewards.verbs import open_screen
from pacesetter.tenancy.models import touch_settings
from pacesetter.web.live import handover
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in

pytestmark = [pytest.mark.browser, pytest.mark.on_both]

SPEAKS = handover._WITHOUT_STREAM  # elsewhere in the browser nothing is said


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_RETRY", 300)
    monkeypatch.setattr(handover, "_WITHOUT_STREAM", SPEAKS)


@pytest.fixture
def one_more(call: ActivityType, rita: Member, connected: Outcome) -> Any:
    """Rita makes a call."""
    return lambda: verbs.log(by=rita, activity_type=call, owner=rita, outcome=connected, at=clock.now())


def is_live(request: Request) -> bool:
    return "live" in request.headers and request.method == "GET"


def done_on(page: Page) -> Any:
    return page.locator("#leaderboard tbody tr").first.locator(".is-value strong")


def test_two_windows_see_what_is_recorded_elsewhere(
    open_page: OpenPage, team: Any, ada: Member, mona: Member, calls: Kpi, one_more: Any
) -> None:
    with open_page() as one, open_page("phone", "dark") as other:
        for page, who in ((one, ada), (other, mona)):
            log_in(page, who)
            page.goto(f"/leaderboard/?kpi={calls.pk}&period=year")
        before = int(done_on(one).inner_text())
        one_more()
        for page in (one, other):
            expect(done_on(page)).to_have_text(str(before + 1))


def test_an_open_menu_is_not_taken_away(open_page: OpenPage, team: Any, ada: Member, calls: Kpi, one_more: Any) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto(f"/leaderboard/?kpi={calls.pk}&period=year")
        before = int(done_on(page).inner_text())
        page.get_by_text("Export").click()
        one_more()
        page.wait_for_timeout(1500)
        expect(page.get_by_text("Plain table (CSV)")).to_be_visible()
        page.keyboard.press("Escape")
        expect(done_on(page)).to_have_text(str(before + 1))


def test_a_screen_celebrates_a_target_that_is_reached_while_it_is_on(
    open_page: OpenPage, team: Any, ada: Member, calls: Kpi, one_more: Any
) -> None:
    # She has made 12 now and one in January.
    calls.targets.update(quantity="14", period_kind="year")
    touch_settings()
    opened = open_screen(by=ada, name="Floor", team=None, kpis=[calls], period_kind="year")
    with open_page() as page:
        page.goto(f"/screens/{opened.secret}/")
        expect(page.locator("#celebration")).to_have_text("")
        one_more()
        expect(page.locator("#celebration")).to_have_text("Rita reached the target: Calls 14")
        expect(page.locator("#celebration")).to_be_visible()


def test_what_somebody_asks_for_is_not_lost_to_what_refreshes_by_itself(
    open_page: OpenPage, team: Any, ada: Member
) -> None:
    by_itself: list[Route] = []
    asked: list[Route] = []
    with open_page("phone") as page:
        log_in(page, ada)
        page.route("**/board/?*", lambda route: asked.append(route))  # noqa: PLW0108  # Playwright cannot take a method of a list
        page.route("**/board/", lambda route: by_itself.append(route) if is_live(route.request) else route.continue_())
        with page.expect_request(is_live):
            page.goto("/board/")
        with page.expect_request("**/board/?*sort=*"):
            page.get_by_label("Sort by").select_option("Score")
        page.evaluate("document.addEventListener('htmx:afterRequest', () => { document.body.id = 'answered'; })")
        for _ in range(500):
            if by_itself and asked:
                break
            page.wait_for_timeout(20)
        by_itself[0].continue_()
        expect(page.locator("#answered")).to_be_attached()
        asked[0].continue_()
        expect(page.locator("tbody th")).to_have_text(["Rita", "Raj"])


def test_my_day_shows_what_was_recorded_elsewhere_and_leaves_an_open_panel_alone(
    open_page: OpenPage, call: ActivityType, rita: Member, one_more: Any
) -> None:
    verbs.plan(by=rita, activity_type=call, owner=rita, due_on=clock.today(rita.zone()), subject="Price")
    restless = "document.querySelector('[data-live]').dataset.livePause = 0"
    with open_page("phone") as page:
        log_in(page, rita)
        page.goto("/day/")
        page.evaluate(restless)
        one_more()
        expect(page.locator("#day .done .group-count")).to_have_text("1")
        page.evaluate(restless)
        page.locator(".plan .to-do-way").click()
        expect(page.locator(".to-do-panel button").first).to_be_visible()
        one_more()
        page.wait_for_timeout(1000)
        expect(page.locator(".to-do-panel button").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#day .done .group-count")).to_have_text("2")


def test_the_board_is_fetched_again_with_the_ticket_of_the_last_time(
    open_page: OpenPage, team: Any, ada: Member, calls: Kpi, one_more: Any
) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/?period=year")
        # The stream gives the first one.
        for _ in range(2):
            with page.expect_request(lambda asked: is_live(asked) and "/board/" in asked.url) as asked:
                pass
            assert "live-ticket" in asked.value.headers
            answer = asked.value.response()
            assert answer is not None
            assert answer.status == 200


def test_what_does_not_get_through_is_asked_for_again(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page(expected="^htmx:|Failed to load resource") as page:
        log_in(page, ada)
        page.route("**/board/", lambda route: route.abort() if is_live(route.request) else route.continue_())
        for _ in range(2):
            with page.expect_request(is_live):
                page.goto("/board/")
        # Nobody is told of a failure.
        expect(page.locator("#messages")).to_have_text("")
