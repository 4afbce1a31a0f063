"""Using the team board."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pacesetter.kpis.models import Kpi
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in

pytestmark = pytest.mark.browser


def names_are(page: Page, *names: str) -> None:
    expect(page.locator("tbody th")).to_have_text(list(names))


def test_one_press_sorts_without_loading_the_page_anew(open_page: OpenPage, team: Any, ada: Member, calls: Kpi) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        page.evaluate("window.sameDocument = true")
        page.get_by_role("link", name="Calls", exact=True).click()
        expect(page.locator("th[aria-sort=descending]")).to_contain_text("Calls")
        names_are(page, "Rita", "Raj")
        assert page.evaluate("window.sameDocument")
        page.wait_for_url(f"**sort=-{calls.pk}**")
        # The heading that was pressed has the focus still, so that the keyboard goes on from there.
        expect(page.locator(f"#sort-{calls.pk}")).to_be_focused()


def test_the_way_back_shows_the_board_as_it_was(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        before = page.get_by_role("heading", level=2).first.inner_text()
        page.get_by_role("link", name="Previous:").click()
        expect(page.get_by_role("heading", level=2).first).not_to_have_text(before)
        page.go_back()
        expect(page.get_by_role("heading", level=2).first).to_have_text(before)
        names_are(page, "Raj", "Rita")


def test_a_team_is_shown_as_soon_as_it_is_chosen(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        page.get_by_label("Team").select_option("South")
        expect(page.locator("tbody th")).to_have_text(["Raj"])
        page.reload()
        expect(page.locator("tbody th")).to_have_text(["Raj"])


def test_one_press_leads_to_a_persons_scorecard(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        page.get_by_role("link", name="Rita").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rita")


def test_arrow_keys_move_between_figures_and_enter_says_why(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        page.locator("tbody th a").first.focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Connected calls")
        expect(page.get_by_text("Why this figure of Rita is what it is")).to_be_visible()


def test_a_score_leads_to_how_it_comes_about_unfolded(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        page.locator("tbody tr", has_text="Rita").locator(".score a").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Rita")
        expect(page.get_by_role("region", name="How the score comes about")).to_be_visible()


def test_the_figures_are_one_stop_of_the_tab_key(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        expect(page.locator("tbody td a[tabindex='0']")).to_have_count(1)
        page.get_by_role("link", name="Score", exact=True).click()
        expect(page.locator("th[aria-sort]")).to_contain_text("Score")
        expect(page.locator("tbody td a[tabindex='0']")).to_have_count(1)


def test_everything_works_without_script(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page(script=False) as page:
        log_in(page, ada)
        page.goto("/board/")
        page.get_by_label("Team").select_option("North")
        page.get_by_role("button", name="Show").click()
        names_are(page, "Rita")
        page.get_by_role("link", name="Week").click()
        page.wait_for_url("**period=week**")
        names_are(page, "Rita")
        page.locator(".account-menu summary").click()
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/accounts/login/**")


def test_on_a_phone_the_board_is_a_list_in_the_order_chosen(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page("phone") as page:
        log_in(page, ada)
        page.goto("/board/")
        page.get_by_label("Sort by").select_option("Score")
        expect(page.locator("tbody th")).to_have_text(["Rita", "Raj"])
        # In one go: the board may refresh itself between two questions.
        widths = page.locator("tbody tr").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().width)")
        assert len(widths) == 2
        assert max(widths) <= 360


def test_the_skip_link_is_the_first_stop(open_page: OpenPage, team: Any, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/board/")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
