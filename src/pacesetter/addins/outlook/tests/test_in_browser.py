"""The panes in a real Chromium, with a stand-in for Office.js: two clicks, the log-in window, keyboard, both themes."""

import json
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.outlook.tests.conftest import JANE, pane_of
from pacesetter.addins.outlook.tests.test_microsoft import CLIENT, RITA, TENANT, Microsoft, microsoft, word
from pacesetter.capture.entra.word import Person
from pacesetter.capture.models import AddInToken, CapturedMail, MailIntent
from pacesetter.capture.verbs import link_entra_identity, set_entra_app
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import PASSWORD, OpenPage

__all__ = ["microsoft"]

pytestmark = pytest.mark.browser

SHIM = Path(__file__).with_name("outlook_shim.js").read_text(encoding="utf-8")
MAIL = {
    "at": "2026-03-22T22:30:00Z",
    "internetMessageId": "<m-1@acme.example>",
    "from": {"emailAddress": "rita@acme.example", "displayName": "Rita"},
    "to": [{"emailAddress": JANE, "displayName": "Jane Doe"}],
    "cc": [],
    "subject": "Our offer",
}
Opened = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def outlook(open_page: OpenPage) -> Opened:
    """Open the pane beside a mail: `with outlook(item=MAIL, token="…") as page`."""

    @contextmanager
    def opened(theme: str = "light", *, token: str = "", expected: str = "", **world: Any) -> Any:
        settings = {"pacesetter_token": token} if token else {}
        with open_page("phone", theme, expected=expected) as page:
            page.context.route(
                "https://appsforoffice.microsoft.com/**",
                lambda route: route.fulfill(body=SHIM, content_type="text/javascript"),
            )
            said = json.dumps({"item": MAIL, "settings": settings, **world})
            page.context.add_init_script(f"window.outlookWorld = {said};")
            page.set_viewport_size({"width": 320, "height": 700})
            page.goto("/addins/outlook/")
            yield page

    return opened


@pytest.fixture
def secret(rita: Member) -> str:
    """Rita is logged in since now: the server's clock does not stand still."""
    with clock.standing_at(datetime.now(UTC)):
        return pane_of(rita).secret


def test_from_the_first_log_in_to_an_activity_and_back(
    outlook: Opened, rita: Member, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    with outlook() as page:
        with page.expect_popup() as opened:
            page.get_by_role("button", name="Log in").click()
        window = opened.value
        window.get_by_label("E-mail address").fill(rita.email)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Log in", exact=True).click()
        window.get_by_role("button", name="Allow").click()
        # The window hands its code over and is closed by the pane.
        expect(page.get_by_role("heading", name="Jane Doe")).to_be_visible()
        assert window.is_closed()
        assert AddInToken.objects.get().mailbox == "rita@acme.example"
        page.get_by_role("button", name="Follow-up e-mail").click()
        expect(page.get_by_text("Logged: Follow-up e-mail with Initech.")).to_be_visible()
        assert Activity.objects.get().company == jane.company
        page.keyboard.press("Enter")  # the focus is on "Undo"
        expect(page.get_by_role("button", name="Follow-up e-mail")).to_be_visible()
        assert CapturedMail.objects.get().state == "waiting"
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_role("button", name="Log in")).to_be_visible()
        assert AddInToken.objects.get().revoked_at is not None


def test_a_code_is_typed_in_where_the_window_can_not_speak(
    outlook: Opened, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    with outlook() as page:
        page.context.add_init_script("delete window.opener; window.opener = null;")
        with page.expect_popup() as opened:
            page.get_by_role("button", name="Log in").click()
        window = opened.value
        window.get_by_label("E-mail address").fill(rita.email)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Log in", exact=True).click()
        window.get_by_role("button", name="Allow").click()
        code = window.locator("#code").inner_text()
        window.close()
        page.get_by_label("The window does not close").fill("AAAA-AAAA-AAAA-AAAA")
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_text("This code works no more.")).to_be_visible()
        assert AddInToken.objects.count() == 0
        page.get_by_label("The window does not close").fill(code.lower())
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("heading", name="Jane Doe")).to_be_visible()


def test_where_outlook_opens_no_window_the_page_is_opened_by_hand(
    outlook: Opened, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    with outlook(noWindows=True) as page:
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_text("No window could be opened.")).to_be_visible()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Open the log-in page in the browser").click()
        window = opened.value
        window.get_by_label("E-mail address").fill(rita.email)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Log in", exact=True).click()
        window.get_by_role("button", name="Allow").click()
        code = window.locator("#code").inner_text()
        window.close()
        page.get_by_label("The window does not close").fill(code)
        page.get_by_role("button", name="Go on").click()
        expect(page.get_by_role("heading", name="Jane Doe")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_accessible_and_worked_by_keys(
    theme: str, outlook: Opened, secret: str, follow_up: ActivityType, new_business: ActivityType
) -> None:
    unknown = {**MAIL, "to": [{"emailAddress": "sam.hill@brandnew.example", "displayName": ""}]}
    with outlook(theme, token=secret, item=unknown) as page:
        expect(page.get_by_role("heading", name="sam.hill@brandnew.example")).to_be_visible()
        page.get_by_label("Add as a new contact").check()
        page.get_by_text("More").click()
        assert Axe().run(page).response["violations"] == []
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide)
        page.locator("body").click(position={"x": 2, "y": 690})
        page.keyboard.press("2")
        expect(page.get_by_text("Logged: New business e-mail with Brandnew.")).to_be_visible()
        assert Contact.objects.get().name == "Sam Hill"
        assert Axe().run(page).response["violations"] == []


def test_a_draft_is_marked_and_the_mark_taken_out_again(
    outlook: Opened, secret: str, jane: Contact, follow_up: ActivityType, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = "in.kpi.example"
    draft = {"to": MAIL["to"], "cc": [], "subject": "Our offer"}
    with outlook(token=secret, isDraft=True, item=draft) as page:
        page.get_by_role("button", name="Follow-up e-mail").click()
        expect(page.get_by_text("When it is sent it is logged: Follow-up e-mail with Initech.")).to_be_visible()
        intent = MailIntent.objects.get()
        world = page.evaluate("({headers: outlookWorld.headers, bcc: outlookWorld.bcc.map((one) => one.emailAddress)})")
        assert world == {"headers": {"x-pacesetter-ref": intent.token}, "bcc": [f"log+{intent.token}@in.kpi.example"]}
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("button", name="Follow-up e-mail")).to_be_visible()
        assert page.evaluate("[outlookWorld.headers, outlookWorld.bcc]") == [{}, []]
        assert MailIntent.objects.filter(dropped_at__isnull=True).count() == 0


def test_what_was_typed_beside_a_draft_stays_when_somebody_else_is_written_to(
    outlook: Opened, secret: str, jane: Contact, follow_up: ActivityType
) -> None:
    draft = {"to": [{"emailAddress": "sam@brandnew.example", "displayName": "Sam"}], "cc": [], "subject": "Hello"}
    with outlook(token=secret, isDraft=True, item=draft) as page:
        page.get_by_label("Add as a new contact").check()
        page.get_by_label("Name", exact=True).fill("Sam Hill")
        page.get_by_text("More", exact=True).click()
        page.get_by_label("Note").fill("Asked for a price")
        page.get_by_label("For which e-mails it holds").select_option("contact")
        page.evaluate(f"outlookWorld.item.cc = {json.dumps(MAIL['to'])}; outlookWorld.handlers.recipientsChanged()")
        expect(page.get_by_text("and 1 more")).to_be_visible()
        expect(page.get_by_label("Note")).to_have_value("Asked for a price")
        expect(page.get_by_label("For which e-mails it holds")).to_have_value("contact")
        expect(page.get_by_label("Name", exact=True)).to_have_value("Sam Hill")
        expect(page.get_by_label("Add as a new contact")).to_be_checked()
        # Another draft begins anew.
        other = {"to": MAIL["to"], "cc": [], "subject": "Our offer"}
        page.evaluate(f"outlookWorld.item = {json.dumps(other)}; outlookWorld.handlers.itemChanged()")
        expect(page.get_by_role("heading", name="Jane Doe")).to_be_visible()
        expect(page.get_by_label("Note")).to_have_value("")
        expect(page.get_by_label("For which e-mails it holds")).to_have_value("")


def test_what_is_wrong_is_said_and_nothing_is_lost(
    outlook: Opened, secret: str, jane: Contact, follow_up: ActivityType
) -> None:
    with outlook(token=secret, expected="ERR_FAILED|status of 401") as page:
        expect(page.get_by_role("button", name="Follow-up e-mail")).to_be_visible()
        page.route("**/addins/outlook/activities/", lambda route: route.abort())
        page.get_by_role("button", name="Follow-up e-mail").click()
        expect(page.get_by_text("Pacesetter can not be reached.")).to_be_visible()
        page.unroute("**/addins/outlook/activities/")
        page.get_by_role("button", name="Try again").click()
        # Another mail is chosen beside a pane that stays.
        page.evaluate("outlookWorld.item = null; outlookWorld.handlers.itemChanged()")
        expect(page.get_by_text("Choose one e-mail.")).to_be_visible()
        AddInToken.objects.all().delete()
        page.evaluate(f"outlookWorld.item = {json.dumps(MAIL)}; outlookWorld.handlers.itemChanged()")
        expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_the_microsoft_account_logs_in_without_a_window_once_it_is_linked(
    outlook: Opened, rita: Member, ada: Member, jane: Contact, follow_up: ActivityType, microsoft: Microsoft
) -> None:
    set_entra_app(by=ada, tenant_id=TENANT, client_id=CLIENT)
    with clock.standing_at(datetime.now(UTC)):
        words = [word(number=number) for number in range(4)]
        person = Person(uuid.UUID(TENANT), uuid.UUID(RITA), frozenset({rita.email}))
        link_entra_identity(rita, person, by=rita)
    library = """window.msal = { createNestablePublicClientApplication: async (asked) => ({
      acquireTokenSilent: async (wanted) => {
        Object.assign(outlookWorld, { asked, wanted });
        return { accessToken: outlookWorld.words.shift() };
      },
    }) };"""
    with outlook(supports=["NestedAppAuth"], words=words) as page:
        page.context.route(
            "**/vendor/msal/*.js", lambda route: route.fulfill(body=library, content_type="text/javascript")
        )
        page.goto(f"/addins/outlook/?tenant={TENANT}&client={CLIENT}")
        expect(page.get_by_role("heading", name="Jane Doe")).to_be_visible()
        assert page.evaluate("[outlookWorld.asked.auth.clientId, outlookWorld.wanted.scopes[0]]") == [
            CLIENT,
            f"api://{CLIENT}/Activity.Write",
        ]
        assert AddInToken.objects.get().member == rita


def test_the_library_of_microsoft_runs_under_our_policy(outlook: Opened) -> None:
    with outlook() as page:
        page.goto(f"/addins/outlook/?tenant={TENANT}&client={CLIENT}")
        assert page.evaluate("typeof msal.createNestablePublicClientApplication") == "function"
        # An Outlook that can't do it shows the window's way in.
        expect(page.get_by_role("button", name="Log in")).to_be_visible()
