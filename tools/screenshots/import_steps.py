"""A file is brought in before its pictures are taken."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, Page

from tools.screenshots.words import said

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
    """With references of its own each time: the very file that was brought in for one picture is refused later."""
    calls = CALLS.replace("C-", f"{datetime.now(UTC):%H%M%S%f}-")
    file = FilePayload(name="calls.csv", mimeType="text/csv", buffer=calls.encode())
    page.get_by_label(said(page, "CSV file or Excel workbook")).set_input_files(file)
    page.get_by_label(said(page, "What its rows are")).select_option("activities")
    page.get_by_role("button", name=said(page, "Look at the file")).click()
    page.get_by_role("heading", name=said(page, "What each column is")).wait_for()


def checked(page: Page) -> None:
    upload(page)
    # Columns of the file, which have the same names in every language.
    for label, answer in (("Call date", "dmy"), ("Length", "minutes")):
        page.locator(".import-questions li", has_text=label).locator("select").select_option(answer)
    page.get_by_role("button", name=said(page, "Check every row")).click()
    page.get_by_role("heading", name=said(page, "What would come of it")).wait_for(timeout=60_000)


def brought_in(page: Page) -> None:
    checked(page)
    page.locator("main form .btn-primary").click()
    page.get_by_role("heading", name=said(page, "What came of it")).wait_for(timeout=60_000)


def taking_back(page: Page) -> None:
    page.get_by_role("link", name="calls.csv").first.click()
    page.get_by_role("link", name=said(page, "Take it all back")).click()
