"""Working with companies in a browser."""

from typing import Any

import pytest
from playwright.sync_api import expect

from pacesetter.activities.models import ActivityType
from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import SIZES, OpenPage, log_in

pytestmark = pytest.mark.browser


@pytest.fixture
def some(rita: Member, raj: Member) -> list[Company]:
    return Company.objects.bulk_create(
        [
            Company(name="Initech", name_key="initech", sales_rep=rita),
            Company(name="Initech Ltd", name_key="initech", sales_rep=rita),
            Company(name="Hooli", name_key="hooli", sales_rep=raj),
        ]
    )


@pytest.mark.parametrize("size", SIZES)
def test_the_list_is_searched_while_one_types(
    size: str, open_page: OpenPage, team: Any, some: list[Company], ada: Member
) -> None:
    with open_page(size) as page:
        log_in(page, ada)
        page.goto("/companies/")
        page.get_by_role("searchbox", name="Search").fill("hoo")
        expect(page.locator("table.customers tbody th")).to_have_text(["Hooli Lead"])
        page.wait_for_url("**q=hoo**")


def test_who_was_found_can_be_pressed_although_the_search_is_left_by_it(
    open_page: OpenPage, team: Any, some: list[Company], ada: Member
) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/companies/")
        page.get_by_role("searchbox", name="Search").press_sequentially("hoo")
        found = page.locator("table.customers tbody th a")
        expect(found).to_have_text(["Hooli"])
        found.hover()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        # The box is left here: a list that is searched anew now would be another one when the button is let go.
        page.mouse.down()
        expect(page.get_by_role("searchbox", name="Search")).not_to_be_focused()
        page.wait_for_timeout(300)
        assert asked == []
        page.mouse.up()
        page.wait_for_url(f"**/companies/{some[2].pk}/")


def test_companies_are_chosen_handed_over_and_taken_back(
    open_page: OpenPage, team: Any, some: list[Company], ada: Member
) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/companies/")
        expect(page.locator(".choose-cell input").first).to_be_hidden()
        page.locator("summary", has_text="Hand over").click()
        page.get_by_role("checkbox", name="Choose Initech", exact=True).check()
        page.get_by_label("New sales rep").select_option("Raj")
        page.get_by_role("button", name="Hand over (1)").click()
        expect(page.get_by_role("status").filter(has_text="1 company was handed over.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status").filter(has_text="1 company was given back.")).to_be_visible()


def test_a_company_is_edited_in_place(open_page: OpenPage, team: Any, some: list[Company], rita: Member) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto(f"/companies/{some[0].pk}/")
        page.locator("#details").get_by_role("link", name="Edit").click()
        page.get_by_label("Phone number").fill("+64 9 333 4444")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("link", name="333 4444").first).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_all_of_it_works_without_script(
    size: str, open_page: OpenPage, team: Any, some: list[Company], call: ActivityType, rita: Member, ada: Member
) -> None:
    with open_page(size, script=False) as page:
        log_in(page, ada)
        page.goto("/companies/")
        page.get_by_role("searchbox", name="Search").fill("initech")
        page.get_by_role("button", name="Show").click()
        page.get_by_role("link", name="Initech Ltd").click()
        page.locator("summary", has_text="Set one").click()
        page.get_by_role("button", name="Set", exact=True).click()
        expect(page.get_by_text("Discovery call every month")).to_be_visible()
        page.get_by_role("button", name="Pause").click()
        expect(page.get_by_text("Paused", exact=True)).to_be_visible()
        page.locator(".company-menu summary").click()
        page.get_by_role("link", name="Merge into another").click()
        page.get_by_role("link", name="Keep this one").first.click()
        page.get_by_role("button", name="Merge into “Initech”").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Initech")
        page.get_by_role("button", name="Take apart").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Initech Ltd")


def test_the_keyboard_alone_plans_where_nothing_is_planned(
    open_page: OpenPage, team: Any, some: list[Company], call: ActivityType, rita: Member
) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto("/companies/recency/")
        page.get_by_role("link", name="Initech", exact=True).focus()
        page.keyboard.press("Enter")
        link = page.get_by_role("link", name="Plan the next activity")
        expect(link).to_be_visible()
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/activities/new/**")
        assert f"company={some[0].pk}" in page.url
