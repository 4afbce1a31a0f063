"""The pages to take pictures of. A new page is a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page

ADMINISTRATOR, SELLER = "anna@larkfield.example", "tom@larkfield.example"
NOBODY = ""

Steps = Callable[[Page], None]


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
    page.get_by_label("The table").fill("Name\tCalls\tSmalltalk\nTom Becker\t30 / week\t1\nNobody\tmany\t2")
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


CALLS = (
    "Ref,Activity type,Assigned to,Call date,Length,Result,Account\n"
    "C-1,Prospecting call,Tom Becker,03/04/2026,12,Connected,Initech\n"
    "C-2,Prospecting call,T. Becker,04/04/2026,7,Voicemail,Globex\n"
    "C-3,Site inspection,Tom Becker,05/04/2026,45,Went well,Hooli\n"
    "C-4,Prospecting call,Somebody Else,06/04/2026,5,Connected,Initech\n"
    "C-5,Prospecting call,Tom Becker,not a date,5,Connected,Initech\n"
    "C-6,Prospecting call,Tom Becker,07/04/2026,999999,Connected,Initech\n"
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


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it, after `steps` on it."""

    name: str
    path: str
    who: str = ADMINISTRATOR
    steps: Steps | None = None


PICTURES = (
    Picture("log-in", "/accounts/login/", NOBODY),
    Picture("log-in-refused", "/accounts/login/", NOBODY, wrong_password),
    Picture("password-forgotten", "/accounts/password/reset/", NOBODY),
    Picture("demo", "/demo/", NOBODY),
    Picture("invitation-gone", "/invitations/none/", NOBODY),
    Picture("not-found", "/nowhere/", NOBODY),
    Picture("day", "/day/", SELLER),
    Picture("day-outcome", "/day/", SELLER, how_it_ended),
    Picture("day-put-off", "/day/", SELLER, put_off),
    Picture("day-empty", "/day/"),
    Picture("quick-log", "/day/", SELLER, quick_line),
    Picture("to-dos", "/todos/", SELLER),
    Picture("to-dos-none", "/todos/?q=nothing-like-it", SELLER),
    Picture("activity", "/day/", SELLER, first_to_do),
    Picture("activity-types", "/activities/new/", SELLER),
    Picture("activity-form", "/activities/new/", SELLER, first_type),
    Picture("activity-done", "/activities/1/"),
    Picture("activity-fields", "/activities/1/fields/"),
    Picture("activity-duplicate", "/activities/1/duplicate/"),
    Picture("calls", "/calls/", SELLER),
    Picture("mails", "/mail/", SELLER),
    Picture("calendar", "/calendar/", SELLER),
    Picture("calendar-week", "/calendar/?period=week", SELLER),
    Picture("board", "/board/"),
    Picture("board-week-by-score", "/board/?period=week&sort=-score"),
    Picture("board-day", "/board/?period=day"),
    Picture("board-empty", "/board/?day=2001-01-01"),
    Picture("leaderboard", "/leaderboard/"),
    Picture("leaderboard-improvement", "/leaderboard/?kpi=1&by=improvement", SELLER),
    Picture("leaderboard-teams", "/leaderboard/?who=teams"),
    Picture("screens", "/leaderboard/screens/"),
    Picture("trends", "/trends/"),
    Picture("trends-compared", "/trends/?kpi=1&line=everybody&line=team-1&line=team-2&period=week&average=3"),
    Picture("board-menu", "/board/", steps=account_menu),
    Picture("companies", "/companies/"),
    Picture("companies-without-plans", "/companies/?plan=none&sort=longest"),
    Picture("company", "/companies/?sort=latest", steps=first_member),
    Picture("company-new", "/companies/new/"),
    Picture("company-details", "/companies/1/details/"),
    Picture("company-merge", "/companies/1/merge/"),
    Picture("company-merge-asked", "/companies/1/merge/?into=2"),
    Picture("contact-new", "/contacts/new/?company=1"),
    Picture("contact-details", "/contacts/1/details/"),
    Picture("contact-merge", "/contacts/1/merge/"),
    Picture("recency", "/companies/recency/"),
    Picture("look-alikes", "/companies/look-alikes/"),
    Picture("contacts", "/contacts/"),
    Picture("contact", "/contacts/", steps=first_member),
    Picture("scorecard", "/scorecard/", SELLER),
    Picture("scorecard-of-another", "/board/", steps=first_member),
    Picture("scorecard-quarter", "/scorecard/?period=quarter", SELLER),
    Picture("scorecard-empty", "/scorecard/"),
    Picture("why", "/board/", steps=first_figure),
    Picture("targets", "/settings/targets/"),
    Picture("targets-filled", "/settings/targets/", steps=filled_targets),
    Picture("targets-asked", "/settings/targets/", steps=asked_about_targets),
    Picture("targets-of-one", "/settings/targets/", steps=first_target),
    Picture("targets-pasted", "/settings/targets/pasted/", steps=pasted_targets),
    Picture("targets-copied", "/settings/targets/copied/"),
    Picture("periods", "/settings/periods/?period=quarter"),
    Picture("period-closing", "/settings/periods/closing/?period=month"),
    Picture("period-closed", "/settings/periods/1/"),
    Picture("restatements", "/restatements/"),
    Picture("organisation-settings", "/settings/organisation/"),
    Picture("holidays", "/settings/holidays/"),
    Picture("roles", "/settings/roles/"),
    Picture("activities", "/settings/activities/"),
    Picture("outcomes", "/settings/outcomes/"),
    Picture("next-steps", "/settings/next-steps/"),
    Picture("next-step", "/settings/next-steps/new/"),
    Picture("kpis", "/settings/kpis/"),
    Picture("kpis-to-roles", "/settings/kpis-to-roles/"),
    Picture("kpis-to-activities", "/settings/kpis-to-activities/"),
    Picture("role-map", "/settings/role-map/"),
    Picture("example-role-mapping", "/settings/example/"),
    Picture("settings-history", "/settings/history/"),
    Picture("settings-history-members", "/settings/history/?kind=member"),
    Picture("settings-confirmed", "/settings/kpis/", steps=another_measure),
    Picture("first-steps", "/settings/first-steps/"),
    Picture("playbooks", "/settings/playbooks/"),
    Picture("playbook", "/settings/playbooks/new_business/"),
    Picture("people", "/settings/people/"),
    Picture("person", "/settings/people/", steps=first_member),
    Picture("person-addresses", "/settings/people/", steps=first_addresses),
    Picture("archive", "/settings/people/", steps=archive_first),
    Picture("people-archived", "/settings/people/?state=archived"),
    Picture("invitations", "/settings/people/invitations/", steps=wrong_invitations),
    Picture("teams", "/settings/teams/"),
    Picture("team", "/settings/teams/", steps=first_member),
    Picture("log-in-settings", "/settings/log-in/"),
    Picture("connections", "/settings/connections/"),
    Picture("connect-workflowmax", "/settings/connections/new/workflowmax/"),
    Picture("campaigns", "/settings/campaigns/"),
    Picture("phone-systems", "/settings/phone/"),
    Picture("phone-system-new", "/settings/phone/new/"),
    Picture("capture-settings", "/settings/mail/"),
    Picture("gmail-add-on", "/settings/mail/gmail/"),
    Picture("outlook-add-in", "/settings/mail/outlook/"),
    Picture("own-mail", "/profile/mail/", SELLER),
    Picture("time-off", "/time-off/"),
    Picture("working-time", "/time-off/", steps=first_member),
    Picture("tokens", "/profile/tokens/", SELLER, new_token),
    Picture("token-asked", "/profile/tokens/", SELLER, asked_to_revoke),
    Picture("organisations", "/organisation/"),
    Picture("profile", "/profile/", SELLER),
    Picture("booking-page", "/profile/booking-page/", SELLER),
    Picture("booking-times", "/profile/booking-page/", SELLER, visited),
    Picture("booking-visit", "/profile/booking-page/", SELLER, time_chosen),
    Picture("calendar-feed", "/profile/calendar-feed/", SELLER),
    Picture("notifications", "/profile/notifications/", SELLER),
    Picture("security", "/accounts/2fa/", SELLER),
    Picture("authenticator-app", "/accounts/2fa/totp/activate/", SELLER),
    Picture("password", "/accounts/password/change/", SELLER),
    Picture("log-ins", "/accounts/sessions/", SELLER),
    Picture("log-out", "/accounts/logout/", SELLER),
    Picture("imports-none", "/imports/"),
    Picture("import-asked", "/imports/", steps=upload),
    Picture("import-checked", "/imports/", steps=checked),
    Picture("imports", "/imports/"),
)
