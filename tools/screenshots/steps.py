"""What is done on a page before its picture is taken."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page


def first_member(page: Page) -> None:
    page.locator("tbody th a").first.click()


def first_addresses(page: Page) -> None:
    first_member(page)
    page.get_by_role("link", name="Look and confirm").click()


def first_figure(page: Page) -> None:
    page.locator("tbody td[class^=heat] a").first.click()


def account_menu(page: Page) -> None:
    page.locator(".account-menu summary").click()


def how_it_ended(page: Page) -> None:
    page.locator("a.to-do-check").first.click()


def put_off(page: Page) -> None:
    page.locator(".to-do-way:not(.is-dial)").first.click()


def first_to_do(page: Page) -> None:
    page.locator(".to-do-name").first.click()


def first_type(page: Page) -> None:
    page.locator(".type-link").first.click()


def asked_to_revoke(page: Page) -> None:
    new_token(page)
    page.get_by_role("button", name="Revoke").first.click()


def quick_line(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("prospecting call tomorrow 3pm with Jane 10m")
    page.locator(".quick-what").wait_for()


def wrong_password(page: Page) -> None:
    page.get_by_label("E-mail address").fill("somebody@example.org")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in", exact=True).click()


def filled_targets(page: Page) -> None:
    page.get_by_text("Fill many cells").click()
    page.locator("[name=fill_how]").select_option("percent")
    page.get_by_label("Number").fill("10")
    page.get_by_role("button", name="Fill", exact=True).click()


def asked_about_targets(page: Page) -> None:
    page.locator("[data-targets] input[type=text]").first.fill("99")
    page.get_by_role("button", name="Check and save").click()


def first_target(page: Page) -> None:
    page.locator(".target-more").first.click()


def pasted_targets(page: Page) -> None:
    page.get_by_label("The table").fill("Name\tCalls\tSmalltalk\nTom Okafor\t30 / week\t1\nNobody\tmany\t2")
    page.get_by_role("button", name="Check and save").click()


def another_measure(page: Page) -> None:
    page.locator(".field-measure select").first.select_option("minutes")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("button", name="Save the change").wait_for()


def archive_first(page: Page) -> None:
    first_member(page)
    page.get_by_role("link", name="Archive").click()


def wrong_invitations(page: Page) -> None:
    page.get_by_label("People", exact=True).fill("Nia, nia@larkfield.example, SDR\nOmar, omar@")
    page.get_by_role("button", name="Invite", exact=True).click()


def new_token(page: Page) -> None:
    page.get_by_label("What it is for").fill("Our CRM")
    page.get_by_role("button", name="Make a token").click()


def visited(page: Page) -> None:
    """What a visitor sees of one's booking page; it is opened once, and then there for the next picture."""
    link = page.locator("#link")
    if not link.count():
        page.get_by_role("button", name="Open the page").click()
    page.goto(urlsplit(link.input_value()).path)


def time_chosen(page: Page) -> None:
    visited(page)
    page.locator(".booking-times button").first.click()


# Of the month before: the quarters before it may be locked.
_MONTH = datetime.now(UTC).date().replace(day=1) - timedelta(days=1)
_OF_MONTH = f"{_MONTH:%m/%Y}"
CALLS = (
    "Ref,Activity type,Assigned to,Call date,Length,Result,Account\n"
    f"C-1,Prospecting call,Tom Okafor,03/{_OF_MONTH},12,Connected,Initech\n"
    f"C-2,Prospecting call,T. Okafor,04/{_OF_MONTH},7,Voicemail,Globex\n"
    f"C-3,Site inspection,Tom Okafor,05/{_OF_MONTH},45,Went well,Hooli\n"
    f"C-4,Prospecting call,Somebody Else,06/{_OF_MONTH},5,Connected,Initech\n"
    "C-5,Prospecting call,Tom Okafor,not a date,5,Connected,Initech\n"
    f"C-6,Prospecting call,Tom Okafor,07/{_OF_MONTH},999999,Connected,Initech\n"
)


def upload(page: Page) -> None:
    file = FilePayload(name="calls.csv", mimeType="text/csv", buffer=CALLS.encode())
    page.get_by_label("CSV file or Excel workbook").set_input_files(file)
    page.get_by_label("What its rows are").select_option("activities")
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_role("heading", name="What each column is").wait_for()


def checked(page: Page) -> None:
    upload(page)
    for label, answer in (("Call date", "dmy"), ("Length", "minutes")):
        page.locator(".import-questions li", has_text=label).locator("select").select_option(answer)
    page.get_by_role("button", name="Check every row").click()
    page.get_by_role("heading", name="What would come of it").wait_for(timeout=60_000)


def brought_in(page: Page) -> None:
    checked(page)
    page.get_by_role("button", name="Bring in").click()
    page.get_by_role("heading", name="What came of it").wait_for(timeout=60_000)


def taking_back(page: Page) -> None:
    page.get_by_role("link", name="calls.csv").first.click()
    page.get_by_role("link", name="Take it all back").click()


def series_form(page: Page) -> None:
    """The form of a meeting that repeats, filled in."""
    page.get_by_role("link", name="Product demo").click()
    page.locator(".state-choice label", has_text="Planned").click()
    page.get_by_label("What about").fill("Weekly review")
    page.get_by_label("Day", exact=True).fill(f"{datetime.now(UTC).date() + timedelta(days=7)}")
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_label("Repeats").select_option("weekly")
    page.get_by_label("after", exact=True).check()
    page.get_by_label("Number of meetings").fill("6")


def meeting_of_series(page: Page) -> None:
    """One of a series, which is planned once and then there for the next picture."""
    if not page.get_by_role("link", name="Weekly review").count():
        page.goto("/activities/new/")
        series_form(page)
        page.get_by_role("button", name="Plan it").click()
        page.goto("/todos/?q=Weekly+review")
    page.locator(".to-do-name").first.click()


def series(page: Page) -> None:
    meeting_of_series(page)
    page.get_by_role("link", name="All meetings").click()


def fields_of_series(page: Page) -> None:
    meeting_of_series(page)
    page.goto(urlsplit(page.url).path + "fields/")


def wall_screen(page: Page) -> None:
    """What hangs on the wall."""
    page.get_by_label("Where it hangs").fill("Sales floor")
    page.locator("form [type=checkbox]").first.check()
    page.get_by_role("button", name="Make the link").click()
    page.goto(urlsplit(page.locator(".new-link a").get_attribute("href") or "").path)


def tried_too_often(page: Page) -> None:
    """Until it is not even tried any more; for the next picture it is so at once."""
    while not page.get_by_role("heading", name="Locked for now").count():
        wrong_password(page)
        page.wait_for_load_state("networkidle")


def first_leave(page: Page) -> None:
    first_member(page)
    page.locator("a[href^='/leave/']").first.click()


def asked_to_lock(page: Page) -> None:
    page.get_by_role("button", name=re.compile("lock it …", re.IGNORECASE)).click()


def asked_to_reopen(page: Page) -> None:
    page.get_by_role("button", name="Reopen it …").click()


def phone_system(page: Page) -> None:
    """One that is added once, and then there for the next picture."""
    link = page.get_by_role("link", name="Switchboard")
    if not link.count():
        page.goto("/settings/phone/new/")
        page.get_by_label("Name").fill("Switchboard")
        page.get_by_role("button", name="Save", exact=True).click()
        page.goto("/settings/phone/")
    link.first.click()


def consent(page: Page) -> None:
    """The way to the other system, from the form that was filled in before."""
    page.goto("/settings/connections/new/workflowmax/")
    page.get_by_label("Client ID").fill("larkfield")
    page.get_by_label("Client secret").fill("not-a-secret")
    page.get_by_role("button", name="Save and go on").click()


def connection(page: Page) -> None:
    """One for which consent was not given yet."""
    link = page.locator("a[href^='/settings/connections/']", has_text="WorkflowMax").and_(page.locator(":not(.btn)"))
    if not link.count():
        consent(page)
        page.goto("/settings/connections/")
    link.first.click()


def connection_requests(page: Page) -> None:
    connection(page)
    page.goto(urlsplit(page.url).path + "requests/")


def connection_ending(page: Page) -> None:
    connection(page)
    page.goto(urlsplit(page.url).path + "ending/")
