"""What was typed when the log-in had ended."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.crm.models import Company, Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import PASSWORD, OpenPage, log_in

pytestmark = pytest.mark.browser
NOTE = "They want a price.\nUntil Friday, they say."
AGAIN = "What you typed is here again"


def end_session(page: Page) -> None:
    # What the page has asked for already would be answered as if nobody were logged in.
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def log_in_here(page: Page, member: Member) -> None:
    page.get_by_label("E-mail address").fill(member.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda address: "/accounts/" not in address)


def type_a_note(page: Page, call: ActivityType) -> None:
    page.goto(f"/activities/new/?type={call.pk}")
    page.get_by_label("What about").fill("The offer")
    page.get_by_label("Note").fill(NOTE)
    page.get_by_role("radio", name="Connected").check()


def test_it_is_back_after_the_log_in_and_can_be_sent(
    open_page: OpenPage, rita: Member, call: ActivityType, initech: Company
) -> None:
    with open_page("phone") as page:
        log_in(page, rita)
        type_a_note(page, call)
        end_session(page)
        page.get_by_role("button", name="Log it").click()
        log_in_here(page, rita)
        expect(page.locator("#messages")).to_contain_text(AGAIN)
        expect(page.get_by_label("Note")).to_have_value(NOTE)
        page.get_by_role("button", name="Log it").click()
        expect(page.locator("#messages")).to_contain_text("Logged: ")
        expect(page.locator("#messages")).not_to_contain_text(AGAIN)
        page.goto(f"/activities/new/?type={call.pk}")
        expect(page.get_by_label("Note")).to_have_value("")
    made = Activity.objects.get()
    assert (made.subject, made.note.splitlines()) == ("The offer", NOTE.splitlines())
    assert made.outcome is not None


def test_nobody_else_is_shown_it(open_page: OpenPage, rita: Member, ada: Member, call: ActivityType) -> None:
    with open_page() as page:
        log_in(page, rita)
        type_a_note(page, call)
        end_session(page)
        page.get_by_role("button", name="Log it").click()
        log_in_here(page, ada)
        expect(page.get_by_label("Note")).to_have_value("")
        assert page.evaluate("sessionStorage.getItem('pacesetter-typed')") is None


def test_a_quick_line_is_back_where_it_was_typed(
    open_page: OpenPage, rita: Member, call: ActivityType, initech: Company
) -> None:
    Contact.objects.create(name="Jane Doe", company=initech)
    with open_page() as page:
        log_in(page, rita)
        page.goto("/day/")
        page.keyboard.press("Control+k")
        expect(page.get_by_label("In a line")).to_be_focused()
        end_session(page)
        page.get_by_label("In a line").fill("called Jane 12m")
        page.wait_for_url("**/accounts/login/**")
        log_in_here(page, rita)
        expect(page.get_by_label("In a line")).to_have_value("called Jane 12m")
        expect(page.locator("#quick-preview-box")).to_contain_text("Jane Doe")


def test_a_log_in_elsewhere_makes_a_form_too_old_and_loses_nothing(
    open_page: OpenPage, rita: Member, call: ActivityType
) -> None:
    with open_page(expected="status of 403") as page:
        log_in(page, rita)
        type_a_note(page, call)
        end_session(page)
        log_in(page, rita)
        page.get_by_role("button", name="Log it").click()
        page.get_by_role("link", name="Back to what I typed").click()
        expect(page.get_by_label("Note")).to_have_value(NOTE)
        page.get_by_role("button", name="Log it").click()
        expect(page.locator("#messages")).to_contain_text("Logged: ")
    assert Activity.objects.get().subject == "The offer"
