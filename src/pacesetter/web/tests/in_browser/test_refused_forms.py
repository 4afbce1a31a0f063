"""Where one goes on after a form was refused."""

import pytest
from playwright.sync_api import expect

from pacesetter.crm.models import Company
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import OpenPage, log_in

pytestmark = pytest.mark.browser


def test_the_first_field_that_was_refused_has_the_focus(open_page: OpenPage, rita: Member) -> None:
    with open_page() as page:
        log_in(page, rita)
        page.goto("/companies/new/")
        page.get_by_label("Name", exact=True).fill("Initech")
        page.get_by_label("Domain").fill("no domain at all")
        page.locator("main form").evaluate("form => { form.noValidate = true }")
        page.locator("main form").get_by_role("button").last.click()
        expect(page.locator(".field-error")).to_have_count(1)
        expect(page.get_by_label("Domain")).to_be_focused()


def test_so_has_one_of_a_part_that_took_the_place_of_another(
    open_page: OpenPage, rita: Member, initech: Company
) -> None:
    Company.objects.update(sales_rep=rita)
    with open_page() as page:
        log_in(page, rita)
        page.goto(f"/companies/{initech.pk}/")
        page.locator("#details").get_by_role("link", name="Edit").click()
        page.get_by_label("Domain").fill("no domain at all")
        page.locator("#details form").evaluate("form => { form.noValidate = true }")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("#details .field-error")).to_be_visible()
        expect(page.get_by_label("Domain")).to_be_focused()


def test_searching_sends_nothing_and_leaves_the_focus_where_one_writes(open_page: OpenPage, ada: Member) -> None:
    with open_page() as page:
        log_in(page, ada)
        page.goto("/companies/")
        page.get_by_role("searchbox", name="Search").fill("x")
        page.wait_for_url("**q=x**")
        expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
