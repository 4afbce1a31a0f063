"""What is done on a page before its picture is taken."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tools.screenshots.words import PASSWORD, said


def first_member(page: Page) -> None:
    page.locator("tbody th a").first.click()


def first_addresses(page: Page) -> None:
    first_member(page)
    page.get_by_role("link", name=said(page, "Look and confirm")).click()


def first_figure(page: Page) -> None:
    page.locator("tbody td[class^=heat] a").first.click()


def account_menu(page: Page) -> None:
    page.locator(".account-menu summary").click()


def how_it_ended(page: Page) -> None:
    page.locator("a.to-do-check").first.click()
    _into_view(page)


def put_off(page: Page) -> None:
    page.locator(".to-do-way:not(.is-dial)").first.click()
    _into_view(page)


def _into_view(page: Page) -> None:
    """What has opened under a to-do, which may be below what the window shows."""
    panel = page.locator(".to-do-panel:not(:empty)").first
    panel.wait_for()
    panel.evaluate("(one) => one.scrollIntoView({ block: 'center' })")


def first_to_do(page: Page) -> None:
    page.locator(".to-do-name").first.click()


def first_type(page: Page) -> None:
    page.locator(".type-link").first.click()


def asked_to_revoke(page: Page) -> None:
    new_token(page)
    page.get_by_role("button", name=said(page, "Revoke")).first.click()


def quick_line(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("prospecting call tomorrow 3pm with Jane 10m")
    page.locator(".quick-what").wait_for()


def wrong_password(page: Page) -> None:
    page.get_by_label(said(page, "E-mail address")).fill("somebody@example.org")
    page.get_by_label(said(page, "Password")).fill("wrong")
    page.get_by_role("button", name=said(page, "Log in"), exact=True).click()


def password_given(page: Page) -> None:
    """What the password comes before."""
    if page.locator("[name=password]").count():
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url("**/profile/email/")


def filled_targets(page: Page) -> None:
    page.get_by_text(said(page, "Fill many cells")).click()
    page.locator("[name=fill_how]").select_option("percent")
    page.locator("[name=fill_amount]").fill("10")
    page.get_by_role("button", name=said(page, "Fill"), exact=True).click()


def asked_about_targets(page: Page) -> None:
    page.locator("[data-targets] input[type=text]").first.fill("99")
    page.get_by_role("button", name=said(page, "Check and save")).click()


def first_target(page: Page) -> None:
    page.locator(".target-more").first.click()


def pasted_targets(page: Page) -> None:
    page.get_by_label(said(page, "The table")).fill("Name\tCalls\tSmalltalk\nTom Okafor\t30 / week\t1\nNobody\tmany\t2")
    page.get_by_role("button", name=said(page, "Check and save")).click()


def another_measure(page: Page) -> None:
    page.locator(".field-measure select").first.select_option("minutes")
    page.get_by_role("button", name=said(page, "Save"), exact=True).last.click()
    page.get_by_role("button", name=said(page, "Save the change")).wait_for()


def archive_first(page: Page) -> None:
    first_member(page)
    page.get_by_role("link", name=said(page, "Archive")).click()


def wrong_invitations(page: Page) -> None:
    page.get_by_label(said(page, "People"), exact=True).fill("Nia, nia@larkfield.example, SDR\nOmar, omar@")
    page.get_by_role("button", name=said(page, "Invite"), exact=True).click()


def new_token(page: Page) -> None:
    page.get_by_label(said(page, "What it is for")).fill("Our CRM")
    page.get_by_role("button", name=said(page, "Make a token")).click()


def visited(page: Page) -> None:
    """What a visitor sees of one's booking page; it is opened once, and then there for the next picture."""
    link = page.locator("#link")
    if not link.count():
        page.get_by_role("button", name=said(page, "Open the page")).click()
    page.goto(urlsplit(link.input_value()).path)


def time_chosen(page: Page) -> None:
    visited(page)
    page.locator(".booking-times button").first.click()


def series_form(page: Page) -> None:
    """The form of a meeting that repeats, filled in."""
    page.get_by_role("link", name="Product demo").click()
    page.locator(".state-choice label", has_text=said(page, "Planned")).click()
    page.get_by_label(said(page, "What about")).fill("Weekly review")
    page.get_by_label(said(page, "Day"), exact=True).fill(f"{datetime.now(UTC).date() + timedelta(days=7)}")
    page.get_by_label(said(page, "Time"), exact=True).fill("10:00")
    page.get_by_label(said(page, "Repeats")).select_option("weekly")
    page.get_by_label(said(page, "after"), exact=True).check()
    page.get_by_label(said(page, "Number of meetings")).fill("6")


def meeting_of_series(page: Page) -> None:
    """One of a series, which is planned once and then there for the next picture."""
    if not page.get_by_role("link", name="Weekly review").count():
        page.goto("/activities/new/")
        series_form(page)
        page.get_by_role("button", name=said(page, "Plan it")).click()
        page.goto("/todos/?q=Weekly+review")
    page.locator(".to-do-name").first.click()


def series(page: Page) -> None:
    meeting_of_series(page)
    page.get_by_role("link", name=said(page, "All meetings")).click()


def fields_of_series(page: Page) -> None:
    meeting_of_series(page)
    page.goto(urlsplit(page.url).path + "fields/")


def wall_screen(page: Page) -> None:
    """What hangs on the wall."""
    page.get_by_label(said(page, "Where it hangs")).fill("Sales floor")
    page.locator("form [type=checkbox]").first.check()
    page.get_by_role("button", name=said(page, "Make the link")).click()
    page.goto(urlsplit(page.locator(".new-link a").get_attribute("href") or "").path)


def tried_too_often(page: Page) -> None:
    """Until it is not even tried any more; for the next picture it is so at once."""
    while not page.get_by_role("heading", name=said(page, "Locked for now")).count():
        wrong_password(page)
        page.wait_for_load_state("networkidle")


def first_leave(page: Page) -> None:
    first_member(page)
    page.locator("a[href^='/leave/']").first.click()


def asked_to_lock(page: Page) -> None:
    page.get_by_role("button", name=re.compile(said(page, "Lock it"), re.IGNORECASE)).click()


def asked_to_reopen(page: Page) -> None:
    page.get_by_role("button", name=said(page, "Reopen it")).click()


def consent(page: Page) -> None:
    """The way to the other system, from the form that was filled in before."""
    page.goto("/settings/connections/new/workflowmax/")
    page.get_by_label(said(page, "Client ID")).fill("larkfield")
    page.get_by_label(said(page, "Client secret")).fill("not-a-secret")
    page.get_by_role("button", name=said(page, "Save and go on")).click()


def begun(page: Page) -> None:
    """One for which consent was not given yet."""
    consent(page)
    page.goto("/settings/connections/")
    page.locator(".connection-list li:has(.pace-behind) .connection-words a").first.click()


def job_of_type(page: Page) -> None:
    """What jobs of an activity are like."""
    page.locator("a[href$='/job/']").first.click()


def audience(number: int) -> Callable[[Page], None]:
    """The newest filling of an audience, or an older one."""

    def steps(page: Page) -> None:
        page.locator("a[href$='/audiences/']").first.click()
        page.locator("main a[href*='/audiences/']:not(.btn)").nth(number).click()

    return steps


def more_places(page: Page) -> None:
    """The places that a phone has no room for."""
    page.locator(".nav-more summary").click()


# Where the booking stands that was made: a visitor can't make one for each picture.
_BOOKED: list[str] = []


def booked(page: Page) -> None:
    """What the visitor sees who has booked."""
    if not _BOOKED:
        time_chosen(page)
        page.get_by_label(said(page, "Your name")).fill("Jane Featherstonehaugh")
        page.get_by_label(said(page, "Your e-mail address")).fill("jane@elsewhere.example")
        page.get_by_role("button", name=said(page, "Book the meeting")).click()
        page.wait_for_url("**/bookings/**")
        _BOOKED.append(urlsplit(page.url).path)
    page.goto(_BOOKED[0])


def booked_time(page: Page) -> None:
    booked(page)
    page.goto(_BOOKED[0] + "time/")


def first_next_step(page: Page) -> None:
    """One that is added once, and then there for the next picture."""
    if not page.locator("tbody th a").count():
        page.goto("/settings/next-steps/new/")
        page.locator("[name=after_type]").select_option(index=1)
        page.locator("[name=next_type]").select_option(index=2)
        page.locator("main form .btn-primary").click()
    first_member(page)
