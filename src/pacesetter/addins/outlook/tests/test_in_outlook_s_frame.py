"""The panes with the real Office.js, in a frame of Outlook's host and under the policy that they are served with.

A page (outlook_host.js) plays the Outlook around them: it answers what Office.js asks. What the stand-in for Office.js
in test_in_browser.py takes for granted is tried here: that Office.js begins at all under our policy, that its windows
reach our pages, and that what it tells and takes has the form that we think.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, Route, expect
from tools.boot.specimens import OFFICE_JS

from pacesetter.activities.models import Activity, ActivityType
from pacesetter.addins.outlook.tests.conftest import JANE, pane_of
from pacesetter.capture.models import AddInToken, MailIntent, MailReference
from pacesetter.capture.verbs import intend
from pacesetter.core import clock
from pacesetter.crm.models import Contact
from pacesetter.people.models import Member
from pacesetter.web.tests.in_browser.conftest import PASSWORD, OpenPage

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
OURS, OUTLOOK = "https://kpi.example.org", "https://outlook.office.com"
ME = {"address": "rita@acme.example", "name": "Rita"}
PROFILE = {"userEmailAddress": ME["address"], "userDisplayName": "Rita", "hostVersion": "16.0.1", "permissionLevel": 3}
READ = {
    **PROFILE,
    "itemType": 1,
    "internetMessageId": "<m-1@acme.example>",
    "dateTimeCreated": int(datetime(2026, 3, 22, 22, 30, tzinfo=UTC).timestamp() * 1000),
    "from": ME,
    "sender": ME,
    "to": [{"address": JANE, "name": "Jane Doe"}],
    "cc": [],
    "subject": "Our offer",
    "conversationId": "AAQk+a/b=",
}
DRAFT = {**PROFILE, "itemType": 4}

Framed = Callable[..., AbstractContextManager[tuple[Page, Frame]]]


@pytest.fixture
def chromium(whole_chromium: Browser) -> Browser:
    """Outlook's frame opens windows."""
    return whole_chromium


@pytest.fixture
def framed(open_page: OpenPage, live_server: Any, settings: Any) -> Framed:
    """Open one of our pages in Outlook: `with framed(item=READ) as (outlook, frame)`. Our server is reached by https,
    as Office.js demands of pages that open windows."""
    settings.PUBLIC_URL = OURS
    assert OFFICE_JS.folder.is_dir(), "run `make prepare`: Office.js was not fetched"

    def from_our_server(route: Route) -> None:
        url = route.request.url.replace(OURS, live_server.url, 1)
        # The server knows itself by the address at which it really is.
        headers = {name: value for name, value in route.request.headers.items() if name not in ("origin", "referer")}
        route.fulfill(response=route.fetch(url=url, headers=headers, max_redirects=0))

    def from_the_package(route: Route) -> None:
        path = OFFICE_JS.folder / "dist" / route.request.url.partition("/hosted/")[2].partition("?")[0]
        route.fulfill(body=path.read_bytes(), content_type="text/javascript")

    @contextmanager
    def opened(
        page: str = "/addins/outlook/",
        *,
        token: str = "",
        draft: dict[str, Any] | None = None,
        fails: bool = False,
        **told: Any,
    ) -> Any:
        settings = {"pacesetter_token": json.dumps(token)} if token else {}
        outlook = {
            "origin": OURS,
            "page": OURS + page,
            "settings": settings,
            "marks": {},
            "version": 1.13,
            "headers": "",
            "draft": {"to": [], "cc": [], "bcc": [], "subject": "", **(draft or {})},
            "item": DRAFT if draft else READ,
            **told,
        }
        host = (HERE / "outlook_host.js").read_text(encoding="utf-8")
        html = f"<!DOCTYPE html><body><script>window.outlook = {json.dumps(outlook)};\n{host}</script>"
        ajax = (HERE / "ms_ajax.js").read_text(encoding="utf-8")
        # What Office.js reports of itself to its maker, and styles that it writes by itself, are refused by our policy.
        expected = "events.data.microsoft.com|pipe.aria|Applying inline style" + (
            "|status of 500|ERR_FAILED" if fails else ""
        )
        with open_page("desk", worker=False, expected=expected) as window:
            context = window.context
            context.route(f"{OURS}/**", from_our_server)
            context.route("https://appsforoffice.microsoft.com/**", from_the_package)
            context.route(
                "https://ajax.aspnetcdn.com/**",
                lambda route: route.fulfill(body=ajax, content_type="text/javascript"),
            )
            context.route(f"{OUTLOOK}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
            window.goto(f"{OUTLOOK}/mail/")
            frame = window.frames[1]
            yield window, frame
            violated = frame.evaluate("window.violations")
            assert not [one for one in violated if "microsoft.com" not in one], violated

    return opened


@pytest.fixture
def secret(rita: Member) -> str:
    """Rita is logged in since now: the server's clock does not stand still."""
    with clock.standing_at(datetime.now(UTC)):
        return pane_of(rita).secret


def test_an_open_mail_is_logged_with_two_clicks_from_what_office_js_tells_of_it(
    framed: Framed, secret: str, jane: Contact, follow_up: ActivityType, new_business: ActivityType
) -> None:
    with framed(token=secret, headers="In-Reply-To: <x@initech.example>\r\nReceived: from elsewhere\r\n") as (_, frame):
        expect(frame.get_by_role("heading", name="Jane Doe")).to_be_visible()  # the first click opened the pane
        frame.get_by_role("button", name="New business e-mail").click()
        expect(frame.get_by_text("Logged: New business e-mail with Initech.")).to_be_visible()
        activity = Activity.objects.get()
        assert (activity.external_id, activity.company) == ("m-1@acme.example", jane.company)
        assert activity.completed_at == datetime(2026, 3, 22, 22, 30, tzinfo=UTC)
        assert MailReference.objects.filter(message_id="graph-AAQk_a-b=").exists()


def test_a_draft_gets_the_mark_and_the_blind_copy_by_office_js_and_loses_them_again(
    framed: Framed, secret: str, jane: Contact, follow_up: ActivityType, settings: Any
) -> None:
    settings.INBOUND_DOMAIN = "in.kpi.example"
    draft = {"to": [{"address": JANE, "name": "Jane Doe"}], "bcc": [{"address": "boss@acme.example", "name": ""}]}
    with framed(token=secret, draft=draft) as (outlook, frame):
        frame.get_by_role("button", name="Follow-up e-mail").click()
        expect(frame.get_by_text("When it is sent it is logged: Follow-up e-mail with Initech.")).to_be_visible()
        intent = MailIntent.objects.get()
        held = "[outlook.marks, outlook.draft.bcc.map((one) => one.address)]"
        copy = f"log+{intent.token}@in.kpi.example"
        assert outlook.evaluate(held) == [{"x-pacesetter-ref": intent.token}, ["boss@acme.example", copy]]
        frame.get_by_role("button", name="Undo").click()
        expect(frame.get_by_role("button", name="Follow-up e-mail")).to_be_visible()
        assert outlook.evaluate(held) == [{}, ["boss@acme.example"]]


def test_the_window_of_office_js_lets_the_pane_in(
    framed: Framed, rita: Member, jane: Contact, follow_up: ActivityType
) -> None:
    with framed() as (outlook, frame):
        with outlook.context.expect_page() as opened:
            frame.get_by_role("button", name="Log in").click()
        window = opened.value
        window.get_by_label("E-mail address").fill(rita.email)
        window.get_by_label("Password").fill(PASSWORD)
        window.get_by_role("button", name="Log in", exact=True).click()
        window.get_by_role("button", name="Allow").click()
        expect(frame.get_by_role("heading", name="Jane Doe")).to_be_visible()
        expect(frame.get_by_role("button", name="Follow-up e-mail")).to_be_visible()
        assert window.is_closed()
        assert AddInToken.objects.get().mailbox == "rita@acme.example"
        # It lies in the mailbox, so the next pane finds it.
        assert json.loads(outlook.evaluate("outlook.settings.pacesetter_token")).startswith("psa_")
        assert outlook.evaluate("outlook.asked.includes(404)")


def press_send(outlook: Page) -> dict[str, Any]:
    """What Outlook is told when "Send" was pressed."""
    outlook.wait_for_function("Boolean(outlook.listeners.appCommandInvoked)")
    outlook.evaluate("outlook.listeners.appCommandInvoked(['1', 'onMessageSendHandler', '{}'])")
    outlook.wait_for_function("outlook.completed.length")
    told: dict[str, Any] = json.loads(outlook.evaluate("outlook.completed[0]['2']"))["completedContext"]
    return told


def _failed(route: Route, answer: dict[str, Any]) -> None:
    """Break the connection, or leave the request without an answer."""
    if not answer:
        route.abort()


# What the server answers when "Send" is pressed, and what Outlook is told then.
SENDING: dict[str, tuple[dict[str, Any] | None, dict[str, Any]]] = {
    "it asks": (None, {"allowEvent": False}),
    "the server breaks": ({"status": 500, "body": "<html>"}, {"allowEvent": True}),
    "something else answers": ({"status": 200, "body": "<html>Log in to the network"}, {"allowEvent": True}),
    "nobody is there": ({}, {"allowEvent": True}),
    "nobody answers": ({"never": True}, {"allowEvent": True}),
}


@pytest.mark.parametrize("what", list(SENDING))
def test_the_question_before_sending_goes_through_office_js_and_no_mail_waits_for_a_broken_server(
    what: str, framed: Framed, secret: str, jane: Contact
) -> None:
    answer, allowed = SENDING[what]
    draft = {"to": [{"address": JANE, "name": "Jane Doe"}]}
    with framed("/addins/outlook/handlers/", token=secret, draft=draft, fails=answer is not None) as (outlook, _):
        if answer is not None:
            outlook.context.route(
                "**/addins/outlook/questions/",
                lambda route: route.fulfill(**answer) if answer and "never" not in answer else _failed(route, answer),
            )
        told = press_send(outlook)
        assert told["allowEvent"] is allowed["allowEvent"]
        assert told.get("errorMessage", "").startswith("What is this e-mail to Jane Doe?") is not allowed["allowEvent"]


def test_a_mail_of_which_it_was_said_what_it_is_counts_when_it_is_sent(
    framed: Framed, rita: Member, secret: str, jane: Contact, follow_up: ActivityType
) -> None:
    with clock.standing_at(datetime.now(UTC)):
        intent = intend(by=rita, to=[JANE], activity_type=follow_up, route="outlook_add_in")
    draft = {"to": [{"address": JANE, "name": "Jane Doe"}]}
    marks = {"x-pacesetter-ref": intent.token}
    with framed("/addins/outlook/handlers/", token=secret, draft=draft, marks=marks) as (outlook, _):
        assert press_send(outlook) == {"allowEvent": True}
        assert Activity.objects.get().company == jane.company
